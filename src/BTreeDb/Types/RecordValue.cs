using System.Buffers.Binary;

namespace BTreeDb.Types;

/// <summary>
/// A row as a value. Its bytes are the order-preserving keys of its fields, the text that shows it, and the length of that
/// text in four bytes: records compare as their bytes, field by field, and can be shown without their types.
/// </summary>
internal static class RecordValue
{
    private const int TrailerBytes = 4;

    /// <summary>Ends a record whose text begins at a place of the writer.</summary>
    public static void End(ByteWriter writer, int textStart)
    {
        var length = writer.Length - textStart;
        BinaryPrimitives.WriteInt32LittleEndian(writer.Append(TrailerBytes), length);
    }

    /// <summary>The text that shows a record.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> record)
    {
        if (record.Length < TrailerBytes)
            return record;
        var length = BinaryPrimitives.ReadInt32LittleEndian(record[^TrailerBytes..]);
        return record.Slice(record.Length - TrailerBytes - length, length);
    }

    /// <summary>Appends a field's text, quoted if it has to be.</summary>
    public static void AppendField(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text.IndexOfAny("\"\\(), \t\n\r\v\f"u8) < 0)
        {
            writer.Append(text);
            return;
        }

        writer.Append((byte)'"');
        foreach (var letter in text)
        {
            if (letter is (byte)'"' or (byte)'\\')
                writer.Append(letter);
            writer.Append(letter);
        }

        writer.Append((byte)'"');
    }
}
