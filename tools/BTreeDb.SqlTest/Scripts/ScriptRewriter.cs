using System.Text;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>Collects new text for parts of a script and writes the whole again, all else untouched.</summary>
internal sealed class ScriptRewriter(Script script)
{
    private readonly List<Replacement> _replacements = [];

    /// <summary>Whether anything changes.</summary>
    public bool HasChanges => _replacements.Count > 0;

    /// <summary>Gives a query a new result. Calls come in the order of the script.</summary>
    public void ReplaceResult(QueryRecord query, IReadOnlyList<string> lines) =>
        _replacements.Add(new(query.ResultStart, query.ResultEnd, ["----", .. lines]));

    /// <summary>Gives a record another first line; the last one counts, for a query may fail after its width was known.</summary>
    public void ReplaceHeader(ScriptRecord record, string header)
    {
        _replacements.RemoveAll(replacement => replacement.Start == record.Line - 1);
        _replacements.Add(new(record.Line - 1, record.Line, [header]));
    }

    /// <summary>Makes a record expect an error; a result that it had goes away.</summary>
    public void ReplaceByError(SqlRecord record, string sqlState)
    {
        ReplaceHeader(record, $"statement error {sqlState}");
        if (record is QueryRecord { Expected: not null } query)
            _replacements.Add(new(query.ResultStart, query.ResultEnd, []));
    }

    /// <summary>The new text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var replacement in _replacements)
        {
            Append(text, script.Lines.AsSpan(next, replacement.Start - next));
            Append(text, replacement.Lines);
            next = replacement.End;
        }

        Append(text, script.Lines.AsSpan()[next..]);
        // The last line of the split text is what follows the last line feed.
        text.Length--;
        return text.ToString();
    }

    private static void Append(StringBuilder text, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            text.Append(line).Append('\n');
    }

    private readonly record struct Replacement(int Start, int End, string[] Lines);
}
