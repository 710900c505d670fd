using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>The table that short statements work on. The same seed gives all engines the same rows.</summary>
internal static class OltpData
{
    private static readonly BulkColumn[] Columns =
    [
        new("id", ParameterKind.Int64), new("k", ParameterKind.Int32), new("u", ParameterKind.Int32),
        new("hits", ParameterKind.Int32), new("v", ParameterKind.Double), new("payload", ParameterKind.Text),
    ];

    /// <summary>
    /// Creates and fills <c>items</c>: about ten rows for each value of <c>k</c>, and <c>u</c> different in each row and
    /// without order.
    /// </summary>
    public static void LoadItems(IBenchEngine engine, int rows, int keys, bool withIndexes)
    {
        using var session = engine.OpenSession();
        session.Execute(
            $"CREATE TABLE items (id {engine.KeyType} PRIMARY KEY, k integer NOT NULL, u integer NOT NULL, "
            + "hits integer NOT NULL, v double precision NOT NULL, payload text NOT NULL)");
        session.BulkLoad("items", Columns, Items(rows, keys));
        if (withIndexes)
        {
            session.Execute("CREATE INDEX items_k ON items (k)");
            session.Execute("CREATE INDEX items_u ON items (u)");
        }

        session.Execute("ANALYZE");
    }

    /// <summary>A table that inserts fill: a key, an integer and a hundred characters.</summary>
    public static void Recreate(IBenchEngine engine, string table, bool withIndex = false)
    {
        using var session = engine.OpenSession();
        session.Execute($"DROP TABLE IF EXISTS {table}");
        session.Execute($"CREATE TABLE {table} (id {engine.KeyType} PRIMARY KEY, k integer NOT NULL, payload text NOT NULL)");
        if (withIndex)
            session.Execute($"CREATE INDEX {table}_k ON {table} (k)");
    }

    /// <summary>The place of a number in an order without pattern, below a power of two or another bound.</summary>
    public static long Scatter(long number, long count)
    {
        // A Feistel-free permutation: walk an odd multiplication until it falls below the bound.
        var mask = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)count) - 1;
        do
        {
            number = ((number * 0x5DEECE66D) + 0xB) & mask;
            number ^= number >> 7;
        }
        while (number >= count);
        return number;
    }

    private static IEnumerable<string[]> Items(int rows, int keys)
    {
        // Not for secrets: the same numbers on every run are the point.
#pragma warning disable CA5394
        var random = new Random(20260101);
        var payload = new char[100];
        for (var id = 0; id < rows; id++)
        {
            foreach (ref var letter in payload.AsSpan())
                letter = (char)('a' + random.Next(26));
            yield return
            [
                id.ToString(CultureInfo.InvariantCulture),
                random.Next(keys).ToString(CultureInfo.InvariantCulture),
                Scatter(id, rows).ToString(CultureInfo.InvariantCulture),
                "0",
                (random.Next(1 << 20) / (double)(1 << 10)).ToString(CultureInfo.InvariantCulture),
                new string(payload),
            ];
        }
#pragma warning restore CA5394
    }
}
