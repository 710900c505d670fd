using System.Text;
using BTreeDb.Data;
using BTreeDb.Shell.Commands;
using BTreeDb.Shell.Editing;
using BTreeDb.Shell.Output;

namespace BTreeDb.Shell;

/// <summary>The program: opens the database, then runs what the command line, standard input or the user brings.</summary>
internal static class ShellApplication
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>A statement or a script failed.</summary>
    public const int StatementFailed = 1;

    /// <summary>The database could not be opened, or the command line is wrong.</summary>
    public const int CannotStart = 2;

    /// <summary>Runs the shell and returns the exit code.</summary>
    public static int Run(ShellOptions options)
    {
        // A buffered writer: a query's rows are many small writes.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        try
        {
            using var connection = ConnectionOpener.Open(options);
            return Run(connection, options, output) ? Success : StatementFailed;
        }
        catch (BTreeDbException e)
        {
            output.Flush();
            Console.Error.Write(ErrorWriter.Format(e, ""));
            return CannotStart;
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine(e.Message);
            return CannotStart;
        }
    }

    private static bool Run(BTreeDbConnection connection, ShellOptions options, TextWriter output)
    {
        connection.Notice += (_, notice) =>
        {
            output.Flush();
            Console.Error.WriteLine($"{notice.Severity}:  {notice.Message}");
        };
        var executor = new SqlExecutor(connection, output, Console.Error)
        {
            Mode = options.Mode, IsQuiet = options.Quiet, StopsAtError = options.StopsAtError,
        };
        var loop = new ShellLoop(executor, output, Console.Error);
        loop.MetaCommands = new(connection, executor, loop.RunScript, output, Console.Error);
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            executor.Cancel();
        };

        if (options.Commands.Count > 0 || options.Scripts.Count > 0)
            return RunBatch(options, executor, loop);
        if (Console.IsInputRedirected)
            return loop.Run(new TextLineSource(Console.In, ""));
        RunInteractive(connection, options, executor, loop, output);
        return true;
    }

    private static bool RunBatch(ShellOptions options, SqlExecutor executor, ShellLoop loop)
    {
        var success = true;
        foreach (var command in options.Commands)
        {
            success &= MetaCommands.IsMetaCommand(command) ? loop.MetaCommands!.Execute(command) : executor.Execute(command);
            if (!success && executor.StopsAtError)
                return false;
        }

        foreach (var script in options.Scripts)
        {
            success &= loop.RunScript(script);
            if (!success && executor.StopsAtError)
                return false;
        }

        return success;
    }

    private static void RunInteractive(
        BTreeDbConnection connection, ShellOptions options, SqlExecutor executor, ShellLoop loop, TextWriter output)
    {
        if (!options.Quiet)
        {
            output.WriteLine($"btreedb {connection.ServerVersion}, {connection.DataSource}. Type \\? for help, \\q to leave.");
            output.Flush();
        }

        var name = options.File == ":memory:" ? "memory" : Path.GetFileNameWithoutExtension(options.File);
        executor.StopsAtError = false;
        loop.Run(new TerminalLineSource(name));
    }
}
