namespace BTreeDb.Types.Arrays;

/// <summary>Text output of arrays: <c>{1,NULL,"a b"}</c>, the bounds before it where one is not 1.</summary>
internal static class ArrayText
{
    /// <summary>Writes an array.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<byte> value, SqlType type, SessionTimeZone zone)
    {
        var array = new ArrayView(value);
        if (array.Count == 0)
        {
            writer.Append("{}"u8);
            return;
        }

        WriteBounds(writer, array);
        var next = 0;
        WriteDimension(writer, array, 0, ref next, type.ElementType, zone);
    }

    private static void WriteBounds(ByteWriter writer, in ArrayView array)
    {
        var isPlain = true;
        for (var i = 0; i < array.Dimensions; i++)
            isPlain &= array.LowerOf(i) == 1;
        if (isPlain)
            return;
        for (var i = 0; i < array.Dimensions; i++)
        {
            writer.Append((byte)'[');
            IntegerText.Write(writer, array.LowerOf(i));
            writer.Append((byte)':');
            IntegerText.Write(writer, array.UpperOf(i));
            writer.Append((byte)']');
        }

        writer.Append((byte)'=');
    }

    private static void WriteDimension(
        ByteWriter writer, in ArrayView array, int dimension, ref int next, SqlType element, SessionTimeZone zone)
    {
        writer.Append((byte)'{');
        for (var i = 0; i < array.LengthOf(dimension); i++)
        {
            if (i > 0)
                writer.Append((byte)',');
            if (dimension < array.Dimensions - 1)
                WriteDimension(writer, array, dimension + 1, ref next, element, zone);
            else
                WriteElement(writer, array, next++, element, zone);
        }

        writer.Append((byte)'}');
    }

    private static void WriteElement(
        ByteWriter writer, in ArrayView array, int index, SqlType element, SessionTimeZone zone)
    {
        if (array.IsNull(index))
        {
            writer.Append("NULL"u8);
            return;
        }

        var start = writer.Length;
        WriteRaw(writer, array[index], element, zone);
        if (NeedsQuotes(writer.Written[start..]))
            Quote(writer, start);
    }

    /// <summary>Writes an element as its type's output function does.</summary>
    public static void WriteRaw(ByteWriter writer, ReadOnlySpan<byte> raw, SqlType element, SessionTimeZone zone)
    {
        if (element.Physical == PhysicalType.Bytes)
            TextOutput.WriteBytes(writer, raw, element, zone);
        else
            TextOutput.Write(writer, ElementCodec.Read(raw, element.Id), element, zone);
    }

    private static bool NeedsQuotes(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || System.Text.Ascii.EqualsIgnoreCase(text, "NULL"u8))
            return true;
        foreach (var c in text)
        {
            if (c is (byte)'"' or (byte)'\\' or (byte)'{' or (byte)'}' or (byte)',' || TextInput.IsSpace(c))
                return true;
        }

        return false;
    }

    private static void Quote(ByteWriter writer, int start)
    {
        var plain = writer.Written[start..].ToArray();
        writer.Truncate(start);
        writer.Append((byte)'"');
        foreach (var c in plain)
        {
            if (c is (byte)'"' or (byte)'\\')
                writer.Append((byte)'\\');
            writer.Append(c);
        }

        writer.Append((byte)'"');
    }
}
