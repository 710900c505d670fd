using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Spilling;

/// <summary>
/// The bytes of one column in a block of a temporary file: a byte that says whether there are NULLs, then their mask, then
/// the values: raw where they have a fixed size, as lengths and bytes else. NULL rows have a value, too.
/// </summary>
internal static class ColumnBlock
{
    /// <summary>Appends the values of some rows of a vector.</summary>
    public static void Write(ByteWriter writer, ColumnVector source, ReadOnlySpan<int> rows)
    {
        WriteNulls(writer, source, rows);
        switch (source)
        {
            case ColumnVector<byte> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<short> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<int> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<long> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<float> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<double> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<UInt128> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<Interval> v:
                WriteFixed(writer, v, rows);
                break;
            case ColumnVector<TextView> v:
                WriteText(writer, v, rows);
                break;
            default:
                WriteNumeric(writer, (ColumnVector<Numeric>)source, rows);
                break;
        }
    }

    /// <summary>
    /// Reads a column of <paramref name="count"/> rows into a cleared vector; returns what follows it.
    /// </summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> bytes, ColumnVector target, int count)
    {
        bytes = ReadNulls(bytes, target, count);
        return target switch
        {
            ColumnVector<byte> v => ReadFixed(bytes, v, count),
            ColumnVector<short> v => ReadFixed(bytes, v, count),
            ColumnVector<int> v => ReadFixed(bytes, v, count),
            ColumnVector<long> v => ReadFixed(bytes, v, count),
            ColumnVector<float> v => ReadFixed(bytes, v, count),
            ColumnVector<double> v => ReadFixed(bytes, v, count),
            ColumnVector<UInt128> v => ReadFixed(bytes, v, count),
            ColumnVector<Interval> v => ReadFixed(bytes, v, count),
            ColumnVector<TextView> v => ReadText(bytes, v, count),
            _ => ReadNumeric(bytes, (ColumnVector<Numeric>)target, count),
        };
    }

    private static void WriteNulls(ByteWriter writer, ColumnVector source, ReadOnlySpan<int> rows)
    {
        writer.Append((byte)(source.Nulls.Any ? 1 : 0));
        if (!source.Nulls.Any)
            return;
        foreach (var row in rows)
            writer.Append((byte)(source.IsNull(row) ? 1 : 0));
    }

    private static ReadOnlySpan<byte> ReadNulls(ReadOnlySpan<byte> bytes, ColumnVector target, int count)
    {
        if (bytes[0] == 0)
            return bytes[1..];
        for (var i = 0; i < count; i++)
        {
            if (bytes[1 + i] != 0)
                target.Nulls.SetNull(i);
        }
        return bytes[(1 + count)..];
    }

    private static void WriteFixed<T>(ByteWriter writer, ColumnVector<T> source, ReadOnlySpan<int> rows)
        where T : unmanaged
    {
        var target = MemoryMarshal.Cast<byte, T>(writer.Append(rows.Length * Unsafe.SizeOf<T>()));
        for (var i = 0; i < rows.Length; i++)
            target[i] = source.Values[source.IndexOf(rows[i])];
    }

    private static ReadOnlySpan<byte> ReadFixed<T>(ReadOnlySpan<byte> bytes, ColumnVector<T> target, int count)
        where T : unmanaged
    {
        var length = count * Unsafe.SizeOf<T>();
        MemoryMarshal.Cast<byte, T>(bytes[..length]).CopyTo(target.Values);
        return bytes[length..];
    }

    private static void WriteText(ByteWriter writer, ColumnVector<TextView> source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            // The value of a NULL row may point to memory that is gone.
            if (source.IsNull(row))
                WriteLength(writer, 0);
            else
                WriteBytes(writer, source.Values[source.IndexOf(row)].Span);
        }
    }

    private static ReadOnlySpan<byte> ReadText(ReadOnlySpan<byte> bytes, ColumnVector<TextView> target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = MemoryMarshal.Read<int>(bytes);
            target.Values[i] = target.Arena.Add(bytes.Slice(sizeof(int), length));
            bytes = bytes[(sizeof(int) + length)..];
        }
        return bytes;
    }

    private static void WriteNumeric(ByteWriter writer, ColumnVector<Numeric> source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            var start = writer.Length;
            WriteLength(writer, 0);
            if (!source.IsNull(row))
                NumericCodec.Write(writer, source.Values[source.IndexOf(row)]);
            MemoryMarshal.Write(writer.Written[start..], writer.Length - start - sizeof(int));
        }
    }

    private static ReadOnlySpan<byte> ReadNumeric(ReadOnlySpan<byte> bytes, ColumnVector<Numeric> target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = MemoryMarshal.Read<int>(bytes);
            target.Values[i] = length == 0 ? default : NumericCodec.Read(bytes.Slice(sizeof(int), length));
            bytes = bytes[(sizeof(int) + length)..];
        }
        return bytes;
    }

    private static void WriteBytes(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        WriteLength(writer, bytes.Length);
        writer.Append(bytes);
    }

    private static void WriteLength(ByteWriter writer, int length)
    {
        var target = writer.Append(sizeof(int));
        MemoryMarshal.Write(target, length);
    }
}
