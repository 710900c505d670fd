using System.Buffers;
using System.Globalization;
using System.Text;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Types;

/// <summary>
/// Text as bytes whose order is a language's: ICU's sort key, a zero byte, which it does not contain, then the text itself,
/// which orders what the language takes for equal and gives the text back.
/// </summary>
internal static class CollationKeys
{
    private const byte EndMark = 1;
    private const byte ValueMark = 2;
    private const byte NullMark = 3;

    /// <summary>Appends the key of a text.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<byte> text, CompareInfo rules)
    {
        WriteWeight(writer, text, rules);
        writer.Append((byte)0);
        writer.Append(text);
    }

    /// <summary>
    /// Appends the key of an array of texts: what orders its elements, then the zero byte and the array. Each element begins
    /// with a mark (NULL comes last), has no byte below 3 but with a 2 before it, and ends with a 1; so does the shape.
    /// </summary>
    /// <param name="writer">Where the key goes.</param>
    /// <param name="array">The array.</param>
    /// <param name="rules">The language's rules.</param>
    /// <param name="isDeterministic">Whether elements that the language takes for equal are ordered by their bytes.</param>
    public static void WriteArray(ByteWriter writer, in ArrayView array, CompareInfo rules, bool isDeterministic)
    {
        var element = new ByteWriter();
        for (var i = 0; i < array.Count; i++)
        {
            writer.Append(array.IsNull(i) ? NullMark : ValueMark);
            if (array.IsNull(i))
                continue;
            element.Reset();
            if (isDeterministic)
                Write(element, array[i], rules);
            else
                WriteWeight(element, array[i], rules);
            WriteEscaped(writer, element.Written);
        }

        writer.Append(EndMark);
        element.Reset();
        ArrayOrder.WriteShape(element, array);
        WriteEscaped(writer, element.Written);
        writer.Append((byte)0);
        writer.Append(array.Bytes);
    }

    /// <summary>Appends what is the same for all texts that the language takes for equal: a key without its text.</summary>
    public static void WriteWeight(ByteWriter writer, ReadOnlySpan<byte> text, CompareInfo rules)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        var count = Encoding.UTF8.GetChars(text, characters);
        var length = rules.GetSortKeyLength(characters.AsSpan(0, count));
        var key = ArrayPool<byte>.Shared.Rent(length);
        length = rules.GetSortKey(characters.AsSpan(0, count), key);
        while (length > 0 && key[length - 1] == 0)
            length--;
        writer.Append(key.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(key);
        ArrayPool<char>.Shared.Return(characters);
    }

    /// <summary>The key without the text: all that counts where texts of different bytes may be equal.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> key) => key[..key.IndexOf((byte)0)];

    /// <summary>The text of a key.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> key) => key[(key.IndexOf((byte)0) + 1)..];

    private static void WriteEscaped(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 3)
            {
                writer.Append((byte)2);
                writer.Append((byte)(b + 1));
            }
            else
            {
                writer.Append(b);
            }
        }

        writer.Append((byte)1);
    }
}
