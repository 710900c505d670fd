using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTest;

/// <summary>Prints differences as files finish, then the sum.</summary>
internal sealed class Report(TextWriter output, bool verbose)
{
    private int _passed;
    private int _failed;
    private int _skipped;
    private int _failedFiles;

    /// <summary>Whether no record failed.</summary>
    public bool Success => _failed == 0;

    /// <summary>Takes in a file's result.</summary>
    public void Add(FileResult result)
    {
        _passed += result.Passed;
        _failed += result.Failed;
        _skipped += result.Skipped;
        if (result.Failed > 0)
            _failedFiles++;

        foreach (var difference in result.Differences)
            Print(result.File, difference);
        if (result.Failed > result.Differences.Count)
            output.WriteLine($"{result.File}: {result.Failed - result.Differences.Count} more failures");
        if (verbose || result.Failed > 0)
        {
            output.WriteLine(
                $"{result.File}: {result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped "
                + $"in {result.Seconds:0.00} s");
        }
    }

    /// <summary>Prints the last lines.</summary>
    public void Finish(int files, TimeSpan elapsed)
    {
        output.WriteLine($"{files} files, {_failedFiles} with failures, {elapsed.TotalSeconds:0.0} s");
        output.WriteLine($"{_passed} passed, {_failed} failed, {_skipped} skipped");
    }

    private void Print(string file, Difference difference)
    {
        output.WriteLine($"{file}:{difference.Line}: failed");
        if (difference.Sql.Length > 0)
            PrintBlock("SQL", difference.Sql);
        PrintBlock("expected", difference.Expected);
        PrintBlock("actual", difference.Actual);
    }

    private void PrintBlock(string title, string text)
    {
        const int MaxLines = 40;
        output.WriteLine($"  {title}:");
        var lines = text.Split('\n');
        for (var i = 0; i < Math.Min(lines.Length, MaxLines); i++)
            output.WriteLine(lines[i].Length > 2000 ? $"    {lines[i].AsSpan(0, 2000)}..." : $"    {lines[i]}");
        if (lines.Length > MaxLines)
            output.WriteLine($"    ... {lines.Length - MaxLines} more lines");
    }
}
