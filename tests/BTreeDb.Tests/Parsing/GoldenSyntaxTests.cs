using System.Text;
using BTreeDb.Parsing;

namespace BTreeDb.Tests.Parsing;

/// <summary>
/// tests/golden/syntax: a statement, a line of four hyphens, its tree, an empty line. With BTREEDB_REWRITE_GOLDEN=1 the
/// trees are written anew.
/// </summary>
public sealed class GoldenSyntaxTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "golden", "syntax");

    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.txt"))
            files.Add(Path.GetFileName(file));
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Statement_parses_to_the_recorded_tree(string file)
    {
        var path = Path.Combine(Folder, file);
        var expected = File.ReadAllText(path);
        var actual = new StringBuilder();
        foreach (var sql in Statements(expected))
            actual.Append(sql).Append("\n----\n").Append(SyntaxDump.Of(SqlParser.ParseStatement(sql))).Append('\n');
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE_GOLDEN") == "1")
            File.WriteAllText(path, actual.ToString());
        else
            actual.ToString().ShouldBe(expected);
    }

    internal static IEnumerable<string> Statements(string golden)
    {
        foreach (var entry in golden.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            yield return entry.Split("\n----")[0].Trim('\n');
    }
}
