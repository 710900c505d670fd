using BTreeDb.Parsing;

namespace BTreeDb.Engine;

/// <summary>What a statement is called where it is not supported: its first words.</summary>
internal static class StatementNames
{
    /// <summary>One word, or two where the first says little.</summary>
    public static string Of(ParsedScript script, in ParsedStatement statement)
    {
        var text = script.Text.AsSpan(statement.Start, statement.Length);
        var first = TakeWord(ref text);
        return first is "CREATE" or "ALTER" or "DROP" or "COMMENT" or "REFRESH" or "SET" or "LOCK"
            ? $"{first} {TakeWord(ref text)}".TrimEnd()
            : first;
    }

    private static string TakeWord(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_'))
            length++;
        var word = text[..length].ToString().ToUpperInvariant();
        text = text[length..];
        return word;
    }
}
