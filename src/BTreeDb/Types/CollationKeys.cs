using System.Buffers;
using System.Globalization;
using System.Text;

namespace BTreeDb.Types;

/// <summary>
/// Text as bytes whose order is a language's: ICU's sort key, a zero byte, which it does not contain, then the text itself,
/// which orders what the language takes for equal and gives the text back.
/// </summary>
internal static class CollationKeys
{
    /// <summary>Appends the key of a text.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<byte> text, CompareInfo rules)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        var count = Encoding.UTF8.GetChars(text, characters);
        var length = rules.GetSortKeyLength(characters.AsSpan(0, count));
        var key = ArrayPool<byte>.Shared.Rent(length);
        length = rules.GetSortKey(characters.AsSpan(0, count), key);
        while (length > 0 && key[length - 1] == 0)
            length--;
        writer.Append(key.AsSpan(0, length));
        writer.Append((byte)0);
        writer.Append(text);
        ArrayPool<byte>.Shared.Return(key);
        ArrayPool<char>.Shared.Return(characters);
    }

    /// <summary>The key without the text: all that counts where texts of different bytes may be equal.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> key) => key[..key.IndexOf((byte)0)];

    /// <summary>The text of a key.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> key) => key[(key.IndexOf((byte)0) + 1)..];
}
