using BTreeDb.Parsing;

namespace BTreeDb.Data;

/// <summary>
/// Cuts SQL text into statements without running anything, as shells and migration tools need it. Semicolons in literals,
/// quoted names and comments do not count.
/// </summary>
public static class BTreeDbScript
{
    /// <summary>Cuts a text into its statements, without the semicolons between them; empty ones are left out.</summary>
    public static IReadOnlyList<BTreeDbScriptStatement> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var statements = new List<BTreeDbScriptStatement>();
        foreach (var part in StatementSplitter.Split(text))
            statements.Add(new(text.Substring(part.Start, part.Length), part.Start, part.IsTerminated));
        return statements;
    }

    /// <summary>
    /// Whether a text can be run as it stands: its last statement ends with a semicolon, and no literal, quoted name,
    /// comment or parenthesis is open. A text without any statement is complete.
    /// </summary>
    public static bool IsComplete(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SqlParser.IsComplete(text);
    }
}
