using System.Text;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Quoting of literals and identifiers, and reading of qualified names: a list.</summary>
internal static class TextQuoting
{
    private static readonly System.Buffers.SearchValues<byte> IdentifierBytes =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    public static void Nullable(CallFrame call)
    {
        if (call.IsNull(0))
            call.Writer.Append("NULL"u8);
        else
            WriteLiteral(call.Writer, call.Bytes(0));
        call.ReturnWritten();
    }

    /// <summary>Writes text in single quotes, after E if it has backslashes.</summary>
    public static void WriteLiteral(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)'\\'))
            writer.Append((byte)'E');
        writer.Append((byte)'\'');
        foreach (var c in text)
        {
            if (c is (byte)'\'' or (byte)'\\')
                writer.Append(c);
            writer.Append(c);
        }

        writer.Append((byte)'\'');
    }

    /// <summary>Writes a name, in double quotes where it needs them.</summary>
    public static void WriteIdentifier(ByteWriter writer, ReadOnlySpan<byte> name)
    {
        if (name.Length > 0 && !char.IsAsciiDigit((char)name[0]) && name.IndexOfAnyExcept(IdentifierBytes) < 0
            && !SqlWords.IsReserved(name))
        {
            writer.Append(name);
            return;
        }

        writer.Append((byte)'"');
        foreach (var c in name)
        {
            if (c == '"')
                writer.Append(c);
            writer.Append(c);
        }

        writer.Append((byte)'"');
    }

    /// <summary>parse_ident(text [, strict]): the parts of a qualified name.</summary>
    public static void ParseIdentifier(CallFrame call)
    {
        var isStrict = call.Count < 2 || call.Boolean(1);
        var builder = new ArrayBuilder();
        builder.Begin(TypeId.Text);
        var text = call.Text(0);
        var at = 0;
        while (true)
        {
            SkipSpace(text, ref at);
            builder.Add(Encoding.UTF8.GetBytes(ReadPart(text, ref at)));
            SkipSpace(text, ref at);
            if (at == text.Length || (!isStrict && text[at] != '.'))
                break;
            if (text[at++] != '.')
                throw TextErrors.InvalidIdentifier(text);
        }

        builder.Finish(call.Writer);
        call.ReturnWritten();
    }

    private static string ReadPart(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"')
            return ReadQuoted(text, ref at);
        var start = at;
        while (at < text.Length && (char.IsLetter(text[at]) || text[at] is '_' || (at > start && (char.IsDigit(text[at]) || text[at] == '$'))))
            at++;
        return at > start ? text[start..at].ToLowerInvariant() : throw TextErrors.InvalidIdentifier(text);
    }

    private static string ReadQuoted(string text, ref int at)
    {
        var part = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 == text.Length || text[at + 1] != '"')
                    break;
                at++;
            }

            part.Append(text[at]);
        }

        if (at == text.Length || part.Length == 0)
            throw TextErrors.InvalidIdentifier(text);
        at++;
        return part.ToString();
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }
}
