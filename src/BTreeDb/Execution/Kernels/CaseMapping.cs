using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// Upper and lower case of UTF-8 text. The collation C knows the letters of ASCII only, as in PostgreSQL; the others map
/// character by character.
/// </summary>
internal static class CaseMapping
{
    /// <summary>Lower case under the collation C.</summary>
    public static void Lower(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        var target = writer.Append(text.Length);
        for (var i = 0; i < text.Length; i++)
            target[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
    }

    /// <summary>Upper case under the collation C.</summary>
    public static void Upper(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        var target = writer.Append(text.Length);
        for (var i = 0; i < text.Length; i++)
            target[i] = text[i] is >= (byte)'a' and <= (byte)'z' ? (byte)(text[i] & ~0x20) : text[i];
    }

    /// <summary>The first letter of each word upper case, the others lower, under the collation C.</summary>
    public static void Initial(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        var inWord = false;
        foreach (var c in text)
        {
            var isLetter = char.IsAsciiLetter((char)c);
            writer.Append(!isLetter ? c : inWord ? (byte)(c | 0x20) : (byte)(c & ~0x20));
            inWord = isLetter || char.IsAsciiDigit((char)c);
        }
    }

    /// <summary>Maps all characters of Unicode.</summary>
    public static void MapAll(ByteWriter writer, ReadOnlySpan<byte> text, Func<Rune, Rune> map)
    {
        while (text.Length > 0)
            text = text[Map(writer, text, map)..];
    }

    /// <summary>As <see cref="Initial"/>, for all letters of Unicode.</summary>
    public static void InitialOfAll(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        var inWord = false;
        while (text.Length > 0)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            var isWord = Rune.IsLetterOrDigit(rune);
            if (isWord)
                Map(writer, text, inWord ? Rune.ToLowerInvariant : Rune.ToUpperInvariant);
            else
                writer.Append(text[..length]);
            inWord = isWord;
            text = text[length..];
        }
    }

    /// <summary>Maps the first character and returns how many bytes it took.</summary>
    private static int Map(ByteWriter writer, ReadOnlySpan<byte> text, Func<Rune, Rune> map)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var length);
        var mapped = map(rune);
        mapped.EncodeToUtf8(writer.Append(mapped.Utf8SequenceLength));
        return length;
    }
}
