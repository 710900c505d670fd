using System.Text;
using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>
/// Prints an error after psql's fashion: the message, the line with a caret under the place, detail, hint, SQLSTATE.
/// </summary>
internal static class ErrorWriter
{
    /// <summary>How much of a long line is shown on each side of the caret.</summary>
    private const int Context = 60;

    /// <summary>Formats an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="sql">The text that was sent, to which the error's position belongs.</param>
    /// <param name="prefix">What stands before it, as <c>file:line: </c>.</param>
    public static string Format(BTreeDbException error, string sql, string prefix = "")
    {
        var text = new StringBuilder();
        text.Append(prefix).Append("ERROR:  ").Append(error.Message).Append('\n');
        if (error.Position > 0 && error.Position <= sql.Length + 1)
            AppendLine(text, sql, error.Position - 1);
        Append(text, "DETAIL:  ", error.Detail);
        Append(text, "HINT:  ", error.Hint);
        Append(text, "SQLSTATE:  ", error.SqlState);
        return text.ToString();
    }

    /// <summary>The one-based line of a place in a text.</summary>
    public static int LineOf(string text, int index)
    {
        var line = 1;
        for (var i = 0; i < index && i < text.Length; i++)
        {
            if (text[i] == '\n')
                line++;
        }

        return line;
    }

    private static void Append(StringBuilder text, string title, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.Append(title).Append(value).Append('\n');
    }

    private static void AppendLine(StringBuilder text, string sql, int index)
    {
        var start = index == 0 ? 0 : sql.LastIndexOf('\n', index - 1) + 1;
        var end = sql.IndexOf('\n', index);
        if (end < 0)
            end = sql.Length;

        var from = Math.Max(start, index - Context);
        var to = Math.Min(end, index + Context);
        var head = $"LINE {LineOf(sql, index)}: {(from > start ? "..." : "")}";
        // A tab would not be as wide as the blank under it.
        var shown = sql[from..to].Replace('\t', ' ').TrimEnd('\r');
        text.Append(head).Append(shown).Append(to < end ? "..." : "").Append('\n');
        text.Append(' ', head.Length + index - from).Append("^\n");
    }
}
