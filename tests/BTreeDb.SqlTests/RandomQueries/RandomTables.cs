using System.Globalization;

namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>A few small tables with NULLs, some with keys and indexes.</summary>
internal static class RandomTables
{
    /// <summary>The tables as queries see them.</summary>
    public static IReadOnlyList<QueryRelation> All { get; } =
    [
        new("t0", [("a", ValueKind.Integer), ("b", ValueKind.Integer), ("c", ValueKind.Text), ("d", ValueKind.Boolean)]),
        new("t1", [("a", ValueKind.Integer), ("b", ValueKind.Integer), ("e", ValueKind.Numeric)]),
        new("t2", [("b", ValueKind.Integer), ("c", ValueKind.Text), ("d", ValueKind.Boolean), ("e", ValueKind.Numeric)]),
        new("t3", [("a", ValueKind.Integer), ("c", ValueKind.Text)]),
    ];

    /// <summary>The statements that make and fill them.</summary>
    public static IEnumerable<string> Create(Random random)
    {
        yield return "CREATE TABLE t0 (a int PRIMARY KEY, b int, c text, d boolean)";
        yield return "CREATE TABLE t1 (a int, b int, e numeric)";
        yield return "CREATE TABLE t2 (b int, c text, d boolean, e numeric)";
        yield return "CREATE TABLE t3 (a int, c text)";
        yield return "CREATE INDEX ON t0 (b)";
        yield return "CREATE INDEX ON t1 (b, a)";
        yield return "CREATE INDEX ON t2 (c, b)";
        foreach (var table in All)
        {
            var count = random.Next(6) == 0 ? 0 : random.Next(1, 12);
            for (var i = 0; i < count; i++)
            {
                var values = new string[table.Columns.Count];
                for (var column = 0; column < values.Length; column++)
                    values[column] = ValueOf(table, column, i, random);
                yield return $"INSERT INTO {table.Name} VALUES ({string.Join(", ", values)})";
            }
        }
    }

    private static string ValueOf(QueryRelation table, int column, int row, Random random)
    {
        if (table.Name == "t0" && column == 0)
            return (row - 2).ToString(CultureInfo.InvariantCulture);
        if (random.Next(5) == 0)
            return "NULL";
        return table.Columns[column].Kind switch
        {
            ValueKind.Integer => random.Next(-2, 6).ToString(CultureInfo.InvariantCulture),
            ValueKind.Text => $"'{Words[random.Next(Words.Length)]}'",
            ValueKind.Boolean => random.Next(2) == 0 ? "true" : "false",
            _ => (random.Next(-30, 60) / 10m).ToString(CultureInfo.InvariantCulture),
        };
    }

    private static readonly string[] Words = ["", "a", "b", "ab", "B", "ba", "long text of more than twelve bytes"];
}
