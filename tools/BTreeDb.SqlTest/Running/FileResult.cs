namespace BTreeDb.SqlTest.Running;

/// <summary>What came of one script, counted in records.</summary>
/// <param name="File">The script.</param>
/// <param name="Passed">Records that did what they should.</param>
/// <param name="Failed">Records that did not, or that were never reached because the process ended.</param>
/// <param name="Skipped">Records that do not apply under the labels, or stand after <c>halt</c>.</param>
/// <param name="Differences">The first failures.</param>
/// <param name="Seconds">Wall-clock time.</param>
internal sealed record FileResult(
    string File, int Passed, int Failed, int Skipped, IReadOnlyList<Difference> Differences, double Seconds)
{
    /// <summary>The result of a file that could not be run at all.</summary>
    public static FileResult Unusable(string file, int line, string reason) =>
        new(file, 0, 1, 0, [new(line, "", "a script that can be run", reason)], 0);
}
