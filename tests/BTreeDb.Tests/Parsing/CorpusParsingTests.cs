using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using Xunit.Abstractions;

namespace BTreeDb.Tests.Parsing;

/// <summary>
/// Everything that PostgreSQL parses in the shared corpora parses here, with SLL prediction alone, and survives printing.
/// By default one statement in twenty; BTREEDB_CORPUS=all takes all.
/// </summary>
public sealed class CorpusParsingTests(ITestOutputHelper output)
{
    private static readonly int Step = Environment.GetEnvironmentVariable("BTREEDB_CORPUS") == "all" ? 1 : 20;

    [Theory]
    [InlineData("slt")]
    [InlineData("pg")]
    public void Statement_of_the_corpus_parses_and_survives_printing(string folder)
    {
        if (RepositoryPaths.Shared(folder) is not { } path)
        {
            output.WriteLine($"skipped: no shared/{folder} beside the repository");
            return;
        }

        var before = SqlParser.FullPredictionCount;
        var number = 0;
        foreach (var file in Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories))
        {
            foreach (var sql in Records(File.ReadAllLines(file)))
            {
                if (number++ % (folder == "pg" ? 1 : Step) == 0)
                    Check(sql, file);
            }
        }

        output.WriteLine($"{number} statements");
        SqlParser.FullPredictionCount.ShouldBe(before);
    }

    private static void Check(string sql, string file)
    {
        try
        {
            foreach (var statement in SqlParser.Parse(sql))
                SyntaxPrinterTests.ShouldSurvivePrinting(statement.Statement);
        }
        catch (EngineException e) when (e.SqlState is SqlState.FeatureNotSupported or SqlState.UndefinedFunction || sql.Contains(" trigger ", StringComparison.OrdinalIgnoreCase))
        {
            // Functions and triggers are for later; they are named, not misread.
        }
        catch (EngineException e)
        {
            throw new InvalidOperationException($"{file}: {sql}\n{e.Message}", e);
        }
    }

    /// <summary>The statements of an sqllogictest file that PostgreSQL runs and that are not expected to fail.</summary>
    private static IEnumerable<string> Records(string[] lines)
    {
        var skip = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith("skipif postgresql", StringComparison.Ordinal)
                || (line.StartsWith("onlyif", StringComparison.Ordinal) && !line.Contains("postgresql", StringComparison.Ordinal)))
                skip = true;
            if (!line.StartsWith("statement", StringComparison.Ordinal) && !line.StartsWith("query", StringComparison.Ordinal))
                continue;
            var sql = new StringBuilder();
            for (i++; i < lines.Length && lines[i].Length > 0 && lines[i] != "----"; i++)
                sql.Append(lines[i]).Append('\n');
            if (!skip && !line.StartsWith("statement error", StringComparison.Ordinal))
                yield return sql.ToString();
            skip = false;
        }
    }
}
