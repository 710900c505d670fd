using System.Globalization;

namespace BTreeDb.Bench.Tpch;

/// <summary>Orders and their line items. An order is made from its number alone, so both tables agree.</summary>
internal static class OrderTables
{
    private static readonly DateOnly Start = new(1992, 1, 1);
    private static readonly int OrderDays = new DateOnly(1998, 12, 31).DayNumber - new DateOnly(1992, 1, 1).DayNumber - 151;
    private static readonly DateOnly Current = new(1995, 6, 17);

    /// <summary>How many orders a scale has.</summary>
    public static int OrderCount(double scale) => Math.Max(150, (int)(1_500_000 * scale));

    /// <summary>Orders.</summary>
    public static IEnumerable<string[]> Orders(double scale)
    {
        var lines = new Line[7];
        var clerks = Math.Max(1, (int)(1000 * scale));
        for (var i = 1; i <= OrderCount(scale); i++)
        {
            var random = new RowRandom(7, i);
            var (customer, date, count) = Head(ref random, scale);
            var (total, open) = (0L, 0);
            for (var l = 0; l < count; l++)
            {
                lines[l] = MakeLine(i, l, date, scale);
                total += lines[l].PriceCents * (100 + lines[l].Tax) * (100 - lines[l].Discount) / 10_000;
                open += lines[l].Shipped > Current ? 1 : 0;
            }

            yield return
            [
                Text(OrderKey(i)), Text(customer), open == count ? "O" : open == 0 ? "F" : "P", Words.Money(total), Text(date),
                random.Pick(Words.Priorities), $"Clerk#{random.Next(1, clerks):000000000}", "0", Words.Comment(ref random, 19, 78),
            ];
        }
    }

    /// <summary>One to seven line items of each order.</summary>
    public static IEnumerable<string[]> LineItems(double scale)
    {
        for (var i = 1; i <= OrderCount(scale); i++)
        {
            var random = new RowRandom(7, i);
            var (_, date, count) = Head(ref random, scale);
            for (var l = 0; l < count; l++)
                yield return LineRow(i, l, MakeLine(i, l, date, scale));
        }
    }

    private static string[] LineRow(int order, int number, Line line)
    {
        var random = line.Rest;
        return
        [
            Text(OrderKey(order)), Text(line.Part), Text(line.Supplier), Text(number + 1), Text(line.Quantity) + ".00",
            Words.Money(line.PriceCents), Words.Money(line.Discount), Words.Money(line.Tax),
            line.Received <= Current ? (random.Next(0, 1) == 0 ? "R" : "A") : "N", line.Shipped > Current ? "O" : "F",
            Text(line.Shipped), Text(line.Committed), Text(line.Received), random.Pick(Words.Instructions),
            random.Pick(Words.Modes), Words.Comment(ref random, 10, 43),
        ];
    }

    /// <summary>A third of the customers, every third number, has no orders.</summary>
    private static (int Customer, DateOnly Date, int Lines) Head(ref RowRandom random, double scale)
    {
        int customer;
        do
            customer = random.Next(1, SmallTables.CustomerCount(scale));
        while (customer % 3 == 0);
        return (customer, Start.AddDays(random.Next(0, OrderDays)), random.Next(1, 7));
    }

    private static Line MakeLine(int order, int number, DateOnly date, double scale)
    {
        var random = new RowRandom(8, ((long)order * 8) + number);
        var part = random.Next(1, PartTables.PartCount(scale));
        var quantity = random.Next(1, 50);
        var shipped = date.AddDays(random.Next(1, 121));
        return new()
        {
            Part = part,
            Supplier = (int)PartTables.Supplier(part, random.Next(0, 3), SmallTables.SupplierCount(scale)),
            Quantity = quantity,
            PriceCents = quantity * PartTables.RetailPrice(part),
            Discount = random.Next(0, 10),
            Tax = random.Next(0, 8),
            Shipped = shipped,
            Committed = date.AddDays(random.Next(30, 90)),
            Received = shipped.AddDays(random.Next(1, 30)),
            Rest = random,
        };
    }

    /// <summary>Of each 32 keys only the first eight are used.</summary>
    private static int OrderKey(int order) => ((order >> 3) << 5) | (order & 7);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly record struct Line
    {
        public int Part { get; init; }

        public int Supplier { get; init; }

        public int Quantity { get; init; }

        public long PriceCents { get; init; }

        public int Discount { get; init; }

        public int Tax { get; init; }

        public DateOnly Shipped { get; init; }

        public DateOnly Committed { get; init; }

        public DateOnly Received { get; init; }

        /// <summary>The stream for what is not shared with the order.</summary>
        public RowRandom Rest { get; init; }
    }
}
