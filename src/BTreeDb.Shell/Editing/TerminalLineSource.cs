using System.Globalization;
using RadLine;
using Spectre.Console;

namespace BTreeDb.Shell.Editing;

/// <summary>
/// Lines typed on a terminal, with editing, highlighting, completion of keywords and a history that is kept in the user's
/// home. A terminal without cursor control gets plain lines.
/// </summary>
internal sealed class TerminalLineSource : ILineSource
{
    private readonly LineEditor? _editor;
    private readonly LineEditor? _continuation;
    private readonly HistoryFile _history;
    private readonly string _prompt;

    public TerminalLineSource(string database)
    {
        _prompt = database;
        _history = HistoryFile.Load();
        if (!LineEditor.IsSupported(AnsiConsole.Console))
            return;
        _editor = CreateEditor($"{database}=>");
        _continuation = CreateEditor($"{database}->");
    }

    /// <inheritdoc/>
    public string Name => "";

    /// <inheritdoc/>
    public string? ReadLine(bool isContinuation)
    {
        var editor = isContinuation ? _continuation : _editor;
        if (editor is null)
        {
            Console.Write(isContinuation ? $"{_prompt}-> " : $"{_prompt}=> ");
            return Console.ReadLine();
        }

        // A console program has no synchronization context that a blocking wait could starve.
        return editor.ReadLine(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Remember(string statement)
    {
        var line = statement.Trim().ReplaceLineEndings(" ");
        _history.Append(line);
        _editor?.History.Add(line);
        _continuation?.History.Add(line);
    }

    private LineEditor CreateEditor(string prompt)
    {
        var editor = new LineEditor
        {
            Prompt = new LineEditorPrompt(Markup.Escape(prompt)),
            Highlighter = CreateHighlighter(),
            Completion = new KeywordCompletion(),
            MultiLine = false,
        };
        foreach (var line in _history.Lines)
            editor.History.Add(line);
        return editor;
    }

    private static WordHighlighter CreateHighlighter()
    {
        var highlighter = new WordHighlighter(StringComparer.OrdinalIgnoreCase);
        var style = new Style(Color.Blue);
        foreach (var keyword in KeywordCompletion.Keywords)
            highlighter.AddWord(keyword.ToLower(CultureInfo.InvariantCulture), style);
        return highlighter;
    }
}
