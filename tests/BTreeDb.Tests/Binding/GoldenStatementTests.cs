using System.Text;

namespace BTreeDb.Tests.Binding;

/// <summary>
/// Compares the description of several hundred statements with PostgreSQL's, kept in tests/golden/binding. Set
/// BTREEDB_REWRITE_GOLDEN to write down our answers, as "ours", where they differ.
/// </summary>
public sealed class GoldenStatementTests
{
    [Fact]
    public void Statements_are_described_as_PostgreSQL_describes_them()
    {
        var path = Path.Combine(FindRoot(), "tests", "golden", "binding", "statements.txt");
        var blocks = File.ReadAllText(path).Split("\n\n");
        var rewritten = new StringBuilder(blocks[0]).Append("\n\n");
        var differences = new StringBuilder();
        foreach (var block in blocks.AsSpan(1))
        {
            if (block.Trim().Length == 0)
                continue;
            var parts = block.Trim('\n').Split("\n----\n");
            var actual = BindingFixture.Describe(parts[0].Trim());
            var expected = (parts.Length > 2 ? parts[2].Split('\n', 2)[1] : parts[1]).Trim() + "\n";
            if (actual != expected)
                differences.Append($"{parts[0]}\n  expected: {expected.Trim()}\n  actual:   {actual.Trim()}\n");
            rewritten.Append($"{parts[0]}\n----\n{parts[1]}\n");
            if (actual.Trim() != parts[1].Trim())
                rewritten.Append($"----\nours{(parts.Length > 2 ? parts[2].Split('\n', 2)[0][4..] : "")}\n{actual}");
            rewritten.Append('\n');
        }
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE_GOLDEN") is not null)
            File.WriteAllText(path, rewritten.ToString());
        else
            differences.ToString().ShouldBeEmpty();
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "BTreeDb.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("BTreeDb.sln");
        return directory;
    }
}
