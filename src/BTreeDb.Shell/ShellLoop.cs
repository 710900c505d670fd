using System.Text;
using BTreeDb.Data;
using BTreeDb.Shell.Commands;
using BTreeDb.Shell.Editing;

namespace BTreeDb.Shell;

/// <summary>
/// Gathers lines until a statement is complete, then runs it. An error is shown and the loop goes on, as psql's does;
/// a script ends with its first error when ON_ERROR_STOP is on.
/// </summary>
internal sealed class ShellLoop(SqlExecutor executor, TextWriter output, TextWriter errors)
{
    private const int MaxIncludeDepth = 20;

    private int _depth;

    /// <summary>The shell's own commands; they may run scripts through this loop, so they come after it.</summary>
    public MetaCommands? MetaCommands { get; set; }

    /// <summary>Runs a script file.</summary>
    /// <returns>False when it could not be read or failed.</returns>
    public bool RunScript(string file)
    {
        if (_depth == MaxIncludeDepth)
        {
            errors.WriteLine($"{file}: scripts include each other too deeply");
            return false;
        }

        _depth++;
        try
        {
            using var reader = new StreamReader(file);
            return Run(new TextLineSource(reader, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Flush();
            errors.WriteLine($"{file}: {e.Message}");
            return false;
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Runs all that a source yields.</summary>
    /// <returns>False when something failed.</returns>
    public bool Run(ILineSource source)
    {
        var pending = new PendingStatement();
        var success = true;
        while (MetaCommands is not { IsQuitting: true } && source.ReadLine(!pending.IsEmpty) is { } line)
        {
            success &= Take(source, pending, line);
            if (!success && executor.StopsAtError)
                return false;
        }

        if (!pending.IsEmpty)
            success &= RunPending(source, pending);
        return success;
    }

    private bool Take(ILineSource source, PendingStatement pending, string line)
    {
        if (pending.IsEmpty && Commands.MetaCommands.IsMetaCommand(line))
        {
            pending.SkipLine();
            source.Remember(line);
            var done = RunMetaCommand(line);
            output.Flush();
            return done;
        }

        pending.Add(line);
        return !pending.IsComplete || RunPending(source, pending);
    }

    private bool RunMetaCommand(string line)
    {
        try
        {
            return MetaCommands!.Execute(line);
        }
        catch (BTreeDbException e)
        {
            output.Flush();
            errors.Write(Output.ErrorWriter.Format(e, ""));
            return false;
        }
    }

    private bool RunPending(ILineSource source, PendingStatement pending)
    {
        var firstLine = pending.FirstLine;
        var text = pending.Take();
        if (!string.IsNullOrWhiteSpace(text))
            source.Remember(text);
        return executor.Execute(text, source.Name, firstLine);
    }

    /// <summary>The lines of a statement that is not complete yet.</summary>
    private sealed class PendingStatement
    {
        private readonly StringBuilder _text = new();
        private int _lines;

        public bool IsEmpty { get; private set; } = true;

        public int FirstLine { get; private set; } = 1;

        /// <summary>Whether what was gathered may be run. Only a line with a semicolon can end a statement.</summary>
        public bool IsComplete { get; private set; }

        public void SkipLine()
        {
            _lines++;
            FirstLine = _lines + 1;
        }

        public void Add(string line)
        {
            _lines++;
            _text.Append(line).Append('\n');
            if (IsEmpty)
                IsEmpty = string.IsNullOrWhiteSpace(line);
            IsComplete = line.Contains(';', StringComparison.Ordinal) && BTreeDbScript.IsComplete(_text.ToString());
        }

        public string Take()
        {
            var text = _text.ToString();
            _text.Clear();
            IsEmpty = true;
            IsComplete = false;
            FirstLine = _lines + 1;
            return text;
        }
    }
}
