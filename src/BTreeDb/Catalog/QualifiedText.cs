using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Catalog;

/// <summary>A name with or without a schema, as text that a function takes: <c>s</c>, <c>public.s</c>, <c>"S"."x"</c>.</summary>
internal readonly record struct QualifiedText(string? Schema, string Name)
{
    /// <summary>Reads a name by the rules of identifiers; 42602 where it is none.</summary>
    public static QualifiedText Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        var parts = new List<string>();
        do
        {
            parts.Add(ReadPart(ref rest));
        }
        while (TrySkipDot(ref rest));
        if (!rest.IsEmpty)
            throw Invalid();
        if (parts.Count > 3)
            throw new EngineException(SqlState.SyntaxError, "improper relation name (too many dotted names)");
        return new(parts.Count > 1 ? parts[^2] : null, parts[^1]);
    }

    /// <summary>A name as it has to be written to mean what it says.</summary>
    public static string Quote(string name)
    {
        var isPlain = name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] == '_');
        foreach (var c in name)
            isPlain &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';
        return isPlain ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool TrySkipDot(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty || rest[0] != '.')
            return false;
        rest = rest[1..].TrimStart();
        return true;
    }

    private static string ReadPart(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            throw Invalid();
        return rest[0] == '"' ? ReadQuoted(ref rest) : ReadPlain(ref rest);
    }

    private static string ReadQuoted(ref ReadOnlySpan<char> rest)
    {
        var name = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] != '"')
            {
                name.Append(rest[i]);
                continue;
            }

            if (i + 1 < rest.Length && rest[i + 1] == '"')
            {
                name.Append('"');
                i++;
                continue;
            }

            rest = rest[(i + 1)..];
            return name.Length > 0 ? name.ToString() : throw Invalid();
        }

        throw Invalid();
    }

    private static string ReadPlain(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '_' or '$'))
            length++;
        if (length == 0)
            throw Invalid();
        var name = rest[..length].ToString().ToLowerInvariant();
        rest = rest[length..];
        return name;
    }

    private static EngineException Invalid() => new(SqlState.InvalidName, "invalid name syntax");
}
