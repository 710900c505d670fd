using System.Globalization;

namespace BTreeDb.Bench.Tpch;

/// <summary>Regions, nations, suppliers and customers.</summary>
internal static class SmallTables
{
    private static readonly string[] RegionNames = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];

    private static readonly (string Name, int Region)[] NationNames =
    [
        ("ALGERIA", 0), ("ARGENTINA", 1), ("BRAZIL", 1), ("CANADA", 1), ("EGYPT", 4), ("ETHIOPIA", 0), ("FRANCE", 3),
        ("GERMANY", 3), ("INDIA", 2), ("INDONESIA", 2), ("IRAN", 4), ("IRAQ", 4), ("JAPAN", 2), ("JORDAN", 4), ("KENYA", 0),
        ("MOROCCO", 0), ("MOZAMBIQUE", 0), ("PERU", 1), ("CHINA", 2), ("ROMANIA", 3), ("SAUDI ARABIA", 4), ("VIETNAM", 2),
        ("RUSSIA", 3), ("UNITED KINGDOM", 3), ("UNITED STATES", 1),
    ];

    /// <summary>How many suppliers a scale has.</summary>
    public static int SupplierCount(double scale) => Math.Max(10, (int)(10_000 * scale));

    /// <summary>How many customers a scale has.</summary>
    public static int CustomerCount(double scale) => Math.Max(15, (int)(150_000 * scale));

    /// <summary>The five regions.</summary>
    public static IEnumerable<string[]> Regions()
    {
        for (var i = 0; i < RegionNames.Length; i++)
        {
            var random = new RowRandom(1, i);
            yield return [Text(i), RegionNames[i], Words.Comment(ref random, 31, 115)];
        }
    }

    /// <summary>The 25 nations.</summary>
    public static IEnumerable<string[]> Nations()
    {
        for (var i = 0; i < NationNames.Length; i++)
        {
            var random = new RowRandom(2, i);
            yield return [Text(i), NationNames[i].Name, Text(NationNames[i].Region), Words.Comment(ref random, 31, 114)];
        }
    }

    /// <summary>Suppliers; five in ten thousand have complaints in their comment, five recommendations.</summary>
    public static IEnumerable<string[]> Suppliers(double scale)
    {
        for (var i = 1; i <= SupplierCount(scale); i++)
        {
            var random = new RowRandom(3, i);
            var nation = random.Next(0, 24);
            var comment = Words.Comment(ref random, 25, 100);
            var bad = random.Next(0, 1999);
            if (bad < 2)
                comment = comment[..Math.Min(comment.Length, 50)] + (bad == 0 ? " Customer slow Complaints" : " Customer final Recommends");
            yield return
            [
                Text(i), $"Supplier#{i:000000000}", Words.Address(ref random), Text(nation), Words.Phone(ref random, nation),
                Words.Money(random.Next(-99_999, 999_999)), comment,
            ];
        }
    }

    /// <summary>Customers.</summary>
    public static IEnumerable<string[]> Customers(double scale)
    {
        for (var i = 1; i <= CustomerCount(scale); i++)
        {
            var random = new RowRandom(4, i);
            var nation = random.Next(0, 24);
            yield return
            [
                Text(i), $"Customer#{i:000000000}", Words.Address(ref random), Text(nation), Words.Phone(ref random, nation),
                Words.Money(random.Next(-99_999, 999_999)), random.Pick(Words.Segments), Words.Comment(ref random, 29, 116),
            ];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
