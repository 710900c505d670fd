using System.Text.RegularExpressions;

namespace BTreeDb.SqlTest.Results;

/// <summary>
/// The lines after <c>----</c>. They are one value a line, or one row a line (values separated by tabs, or by any white
/// space where no value contains some), or the single hash line of a long result.
/// </summary>
internal static partial class ExpectedResult
{
    /// <summary>Whether the result is what the lines say.</summary>
    public static bool Matches(IReadOnlyList<string> expected, QueryResult actual)
    {
        if (IsHash(expected))
            return expected[0] == actual.HashLine();
        if (IsRowWise(expected, actual))
            return RowsMatch(expected, actual);
        return LinesMatch(expected, actual.Values);
    }

    /// <summary>The lines that would make the result expected, in the form that the record had.</summary>
    /// <param name="expected">The lines until now; null where there were none.</param>
    /// <param name="actual">The result, sorted.</param>
    /// <param name="hashThreshold">More values than this are given as a hash; 0 = never.</param>
    public static IReadOnlyList<string> Render(IReadOnlyList<string>? expected, QueryResult actual, int hashThreshold)
    {
        if (hashThreshold > 0 && actual.Values.Count > hashThreshold)
            return [actual.HashLine()];
        return expected is not null && IsRowWise(expected, actual) ? actual.RowLines() : actual.Values;
    }

    private static bool IsHash(IReadOnlyList<string> expected) =>
        expected.Count == 1 && HashSyntax().IsMatch(expected[0]);

    private static bool IsRowWise(IReadOnlyList<string> expected, QueryResult actual)
    {
        if (actual.ColumnCount < 2 || expected.Count == 0)
            return false;
        foreach (var line in expected)
        {
            if (line.Contains('\t'))
                return true;
        }

        return expected.Count == actual.RowCount;
    }

    private static bool RowsMatch(IReadOnlyList<string> expected, QueryResult actual)
    {
        var rows = actual.RowLines();
        if (rows.Count != expected.Count)
            return false;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] != expected[i] && Normalize(rows[i]) != Normalize(expected[i]))
                return false;
        }

        return true;
    }

    private static string Normalize(string line) =>
        line.Contains('\t') && line.Contains(' ')
            ? line
            : string.Join('\t', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool LinesMatch(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        if (expected.Count != actual.Count)
            return false;
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] != actual[i])
                return false;
        }

        return true;
    }

    [GeneratedRegex("^[0-9]+ values hashing to [0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex HashSyntax();
}
