using System.Buffers.Binary;

namespace BTreeDb.Types.Arrays;

/// <summary>
/// The order of arrays: element by element, NULL last and equal to itself; then the shorter one, the one of fewer
/// dimensions, then lengths and lower bounds.
/// </summary>
internal static class ArrayOrder
{
    private const byte End = 0;
    private const byte Value = 1;
    private const byte Null = 2;

    /// <summary>Compares two arrays of one element type.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var l = new ArrayView(left);
        var r = new ArrayView(right);
        var shared = Math.Min(l.Count, r.Count);
        for (var i = 0; i < shared; i++)
        {
            var order = CompareElements(l, r, i);
            if (order != 0)
                return order;
        }

        if (l.Count != r.Count)
            return l.Count.CompareTo(r.Count);
        if (l.Dimensions != r.Dimensions)
            return l.Dimensions.CompareTo(r.Dimensions);
        for (var i = 0; i < l.Dimensions; i++)
        {
            if (l.LengthOf(i) != r.LengthOf(i))
                return l.LengthOf(i).CompareTo(r.LengthOf(i));
        }

        for (var i = 0; i < l.Dimensions; i++)
        {
            if (l.LowerOf(i) != r.LowerOf(i))
                return l.LowerOf(i).CompareTo(r.LowerOf(i));
        }

        return 0;
    }

    /// <summary>Writes what is ordered by its bytes: the elements as in a key, an end, the shape.</summary>
    public static void WriteNormal(ByteWriter writer, ReadOnlySpan<byte> value)
    {
        var array = new ArrayView(value);
        var column = new KeyColumn(new SqlType(array.Element), IsNullable: false);
        for (var i = 0; i < array.Count; i++)
        {
            if (array.IsNull(i))
            {
                writer.Append(Null);
                continue;
            }

            writer.Append(Value);
            KeyEncoding.Append(writer, column, ElementCodec.Read(array[i], array.Element));
        }

        writer.Append(End);
        WriteShape(writer, array);
    }

    /// <summary>Writes the dimensions so that they are ordered by their bytes, arrays of as many elements given.</summary>
    public static void WriteShape(ByteWriter writer, in ArrayView array)
    {
        writer.Append((byte)array.Dimensions);
        for (var i = 0; i < array.Dimensions; i++)
            BinaryPrimitives.WriteInt32BigEndian(writer.Append(4), array.LengthOf(i));
        for (var i = 0; i < array.Dimensions; i++)
            BinaryPrimitives.WriteUInt32BigEndian(writer.Append(4), (uint)array.LowerOf(i) ^ 0x80000000);
    }

    private static int CompareElements(in ArrayView left, in ArrayView right, int index)
    {
        var leftNull = left.IsNull(index);
        var rightNull = right.IsNull(index);
        return leftNull || rightNull
            ? leftNull.CompareTo(rightNull)
            : ElementCodec.Compare(left[index], right[index], left.Element);
    }
}
