using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;
using BTreeDb.Shell.Output;

namespace BTreeDb.Shell;

/// <summary>Runs statements on the shell's connection and prints what comes of them.</summary>
internal sealed class SqlExecutor(BTreeDbConnection connection, TextWriter output, TextWriter errors)
{
    private BTreeDbCommand? _running;

    /// <summary>How results are printed.</summary>
    public OutputMode Mode { get; set; }

    /// <summary>Whether the time of each statement is printed.</summary>
    public bool ShowsTiming { get; set; }

    /// <summary>Whether command tags are left out.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether a script ends with its first error, which psql calls ON_ERROR_STOP.</summary>
    public bool StopsAtError { get; set; }

    /// <summary>Runs all statements of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the script, or empty.</param>
    /// <param name="firstLine">The line of the script where the text begins.</param>
    /// <returns>False when one failed; those after it were run unless the first error is to end the script.</returns>
    public bool Execute(string text, string source = "", int firstLine = 1)
    {
        var success = true;
        foreach (var statement in BTreeDbScript.Split(text))
        {
            var line = firstLine + ErrorWriter.LineOf(text, statement.Start) - 1;
            success &= ExecuteOne(statement.Text, source.Length == 0 ? "" : $"{source}:{line}: ");
            if (!success && StopsAtError)
                return false;
        }

        return success;
    }

    /// <summary>Ends the running statement; called from another thread.</summary>
    public void Cancel() => Volatile.Read(ref _running)?.Cancel();

    // The text is the user's own: running it is what a shell is for.
#pragma warning disable CA2100
    private bool ExecuteOne(string sql, string prefix)
    {
        var watch = Stopwatch.StartNew();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        Volatile.Write(ref _running, command);
        try
        {
            using var reader = command.ExecuteReader();
            Print(reader);
        }
        catch (BTreeDbException e)
        {
            output.Flush();
            errors.Write(ErrorWriter.Format(e, sql, prefix));
            return false;
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }

        if (ShowsTiming)
            output.WriteLine($"Time: {watch.Elapsed.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture)} ms");
        output.Flush();
        return true;
    }
#pragma warning restore CA2100

    private void Print(BTreeDbDataReader reader)
    {
        var isQuery = reader.FieldCount > 0;
        if (isQuery)
            ResultWriters.For(Mode).Write(reader, output);
        // In the other modes the output is for programs, which want rows and nothing else.
        if (!isQuery || !IsOfRowsOnly(reader.CommandTag))
            PrintTag(reader.CommandTag);
    }

    private static bool IsOfRowsOnly(string tag) =>
        tag.StartsWith("SELECT", StringComparison.Ordinal) || tag.StartsWith("FETCH", StringComparison.Ordinal)
        || tag == "SHOW";

    private void PrintTag(string tag)
    {
        if (!IsQuiet && Mode == OutputMode.Table && tag.Length > 0 && !tag.StartsWith("EXPLAIN", StringComparison.Ordinal))
            output.WriteLine(tag);
    }
}
