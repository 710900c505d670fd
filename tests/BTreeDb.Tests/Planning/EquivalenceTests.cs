using System.Globalization;
using System.Text;
using BTreeDb.Engine;
using BTreeDb.Tests.Engine;

namespace BTreeDb.Tests.Planning;

/// <summary>
/// The same random queries under different settings must yield the same rows: whatever the planner chooses, and whether
/// operators spill or not. BTREEDB_EQUIVALENCE_QUERIES raises the number of queries, BTREEDB_EQUIVALENCE_SEED the seed.
/// </summary>
public sealed class EquivalenceTests
{
    private static readonly string[] Settings =
    [
        "set enable_hashjoin = off",
        "set enable_indexscan = off",
        "set enable_hashjoin = on; set enable_indexscan = on; set force_spill = on",
    ];

    [Fact]
    public void Settings_never_change_the_rows_of_a_query()
    {
        var seed = Number("BTREEDB_EQUIVALENCE_SEED", 20261121);
        var random = new Random(seed);
        using var database = new TestDatabase(new EngineSettings { PageSize = 4096, BufferPoolBytes = 16 << 20 });
        database.Run(Tables(random));
        for (var i = 0; i < Number("BTREEDB_EQUIVALENCE_QUERIES", 60); i++)
        {
            var sql = new QueryGenerator(random).Query();
            database.Run("set enable_hashjoin = on; set enable_indexscan = on; set force_spill = off");
            var expected = Sorted(database.Query(sql));
            foreach (var setting in Settings)
            {
                database.Run(setting);
                Sorted(database.Query(sql)).ShouldBe(expected, $"seed {seed}, query {i}, after {setting}: {sql}");
            }
        }
    }

    private static string Tables(Random random)
    {
        var sql = new StringBuilder();
        foreach (var table in QueryGenerator.Tables)
        {
            sql.Append(
                $"create table {table} (id int primary key, a int, b int not null, c text);"
                + $"create index {table}_a on {table} (a); create index {table}_bc on {table} (b desc, c);"
                + $"insert into {table} values ");
            for (var row = 0; row < 60; row++)
            {
                var a = random.Next(6) == 0 ? "null" : random.Next(20).ToString(CultureInfo.InvariantCulture);
                var c = random.Next(6) == 0 ? "null" : $"'text {random.Next(8)}'";
                sql.Append(row > 0 ? ", " : "").Append($"({row}, {a}, {random.Next(15)}, {c})");
            }
            sql.Append(';');
        }
        return sql.ToString();
    }

    private static List<string> Sorted(List<string> rows)
    {
        rows.Sort(string.CompareOrdinal);
        return rows;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
