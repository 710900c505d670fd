using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Upper and lower case of UTF-8 text, character by character, whatever the culture.</summary>
internal static class CaseMapping
{
    public static void Lower(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var ascii = AsciiLength(text);
            var target = writer.Append(ascii);
            Ascii.ToLower(text[..ascii], target, out _);
            text = text[ascii..];
            if (text.Length > 0)
                text = text[Map(writer, text, Rune.ToLowerInvariant)..];
        }
    }

    public static void Upper(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var ascii = AsciiLength(text);
            var target = writer.Append(ascii);
            Ascii.ToUpper(text[..ascii], target, out _);
            text = text[ascii..];
            if (text.Length > 0)
                text = text[Map(writer, text, Rune.ToUpperInvariant)..];
        }
    }

    /// <summary>The first letter of each word upper case, the others lower.</summary>
    public static void Initial(ByteWriter writer, ReadOnlySpan<byte> text)
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

    private static int AsciiLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return end < 0 ? text.Length : end;
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
