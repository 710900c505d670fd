using System.Globalization;

namespace BTreeDb.Bench.Tpch;

/// <summary>Parts, and who supplies them.</summary>
internal static class PartTables
{
    private const int SuppliersPerPart = 4;

    /// <summary>How many parts a scale has.</summary>
    public static int PartCount(double scale) => Math.Max(20, (int)(200_000 * scale));

    /// <summary>The price of a part in cents, by the specification's formula.</summary>
    public static long RetailPrice(long part) => 90_000 + (part / 10 % 20_001) + (100 * (part % 1_000));

    /// <summary>The number of one of a part's four suppliers.</summary>
    public static long Supplier(long part, int which, long suppliers) =>
        ((part + (which * ((suppliers / SuppliersPerPart) + ((part - 1) / suppliers)))) % suppliers) + 1;

    /// <summary>Parts.</summary>
    public static IEnumerable<string[]> Parts(double scale)
    {
        for (var i = 1; i <= PartCount(scale); i++)
        {
            var random = new RowRandom(5, i);
            var maker = random.Next(1, 5);
            yield return
            [
                Text(i), Name(ref random), $"Manufacturer#{maker}", $"Brand#{maker}{random.Next(1, 5)}",
                $"{random.Pick(Words.Type1)} {random.Pick(Words.Type2)} {random.Pick(Words.Type3)}", Text(random.Next(1, 50)),
                $"{random.Pick(Words.Container1)} {random.Pick(Words.Container2)}", Words.Money(RetailPrice(i)),
                Words.Comment(ref random, 5, 22),
            ];
        }
    }

    /// <summary>Four suppliers of each part.</summary>
    public static IEnumerable<string[]> PartSuppliers(double scale)
    {
        var suppliers = SmallTables.SupplierCount(scale);
        for (var part = 1; part <= PartCount(scale); part++)
        {
            for (var which = 0; which < SuppliersPerPart; which++)
            {
                var random = new RowRandom(6, ((long)part * SuppliersPerPart) + which);
                yield return
                [
                    Text(part), Supplier(part, which, suppliers).ToString(CultureInfo.InvariantCulture), Text(random.Next(1, 9999)),
                    Words.Money(random.Next(100, 100_000)), Words.Comment(ref random, 49, 198),
                ];
            }
        }
    }

    /// <summary>Five different colors.</summary>
    private static string Name(ref RowRandom random)
    {
        var words = new string[5];
        for (var i = 0; i < words.Length;)
        {
            var word = random.Pick(Words.Colors);
            if (Array.IndexOf(words, word) < 0)
                words[i++] = word;
        }

        return string.Join(' ', words);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
