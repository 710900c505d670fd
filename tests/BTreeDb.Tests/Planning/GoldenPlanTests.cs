using System.Text;
using BTreeDb.Tests.Parsing;

namespace BTreeDb.Tests.Planning;

/// <summary>
/// tests/golden/plans: a statement, a line of four hyphens, its plan, an empty line. Files that begin with "rewrites" show
/// the logical plan after each rewrite, the others the physical plan. With BTREEDB_REWRITE_GOLDEN=1 they are written anew.
/// </summary>
public sealed class GoldenPlanTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "golden", "plans");

    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.txt"))
            files.Add(Path.GetFileName(file));
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Statement_is_planned_as_recorded(string file)
    {
        var path = Path.Combine(Folder, file);
        var expected = File.ReadAllText(path);
        var catalog = PlanCatalog.Golden();
        var actual = new StringBuilder();
        foreach (var entry in expected.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var sql = entry.Split("\n----")[0].Trim('\n');
            var plan = file.StartsWith("rewrites", StringComparison.Ordinal)
                ? PlanFixture.Trace(sql, catalog)
                : PlanFixture.Explain(sql, catalog);
            actual.Append(sql).Append("\n----\n").Append(plan).Append('\n');
        }
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE_GOLDEN") == "1")
            File.WriteAllText(path, actual.ToString());
        else
            actual.ToString().ShouldBe(expected);
    }
}
