using System.Runtime.InteropServices;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Vectors;

/// <summary>Moves values between vectors and the raw bytes that they are inside arrays.</summary>
internal static class ElementVector
{
    /// <summary>Adds the value of a row, or NULL, to an array.</summary>
    public static void Add(ArrayBuilder builder, ColumnVector source, int row)
    {
        var index = source.IndexOf(row);
        if (source.Nulls[index])
        {
            builder.AddNull();
            return;
        }

        AppendRaw(builder.Raw, source, index);
        builder.EndElement();
    }

    /// <summary>Appends the raw bytes of a value that is not NULL.</summary>
    public static void AppendRaw(ByteWriter writer, ColumnVector source, int index)
    {
        switch (source)
        {
            case ColumnVector<int> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            case ColumnVector<long> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            case ColumnVector<TextView> v:
                writer.Append(v.Values[index].Span);
                break;
            case ColumnVector<byte> v:
                writer.Append(v.Values[index]);
                break;
            case ColumnVector<short> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            case ColumnVector<float> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            case ColumnVector<double> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            case ColumnVector<Numeric> v:
                NumericCodec.Write(writer, v.Values[index]);
                break;
            case ColumnVector<UInt128> v:
                ElementCodec.WriteRaw(writer, v.Values[index]);
                break;
            default:
                ElementCodec.WriteRaw(writer, ((ColumnVector<Interval>)source).Values[index]);
                break;
        }
    }

    /// <summary>Stores an element of an array into a row of a vector of its type.</summary>
    public static void Store(in ArrayView array, int element, ColumnVector target, int row)
    {
        if (array.IsNull(element))
        {
            target.SetDatum(row, Datum.Null);
            return;
        }

        var raw = array[element];
        switch (target)
        {
            case ColumnVector<int> v:
                v.Values[row] = MemoryMarshal.Read<int>(raw);
                break;
            case ColumnVector<long> v:
                v.Values[row] = MemoryMarshal.Read<long>(raw);
                break;
            case ColumnVector<TextView> v:
                v.Values[row] = v.Arena.Add(raw);
                break;
            case ColumnVector<byte> v:
                v.Values[row] = raw[0];
                break;
            case ColumnVector<short> v:
                v.Values[row] = MemoryMarshal.Read<short>(raw);
                break;
            case ColumnVector<float> v:
                v.Values[row] = MemoryMarshal.Read<float>(raw);
                break;
            case ColumnVector<double> v:
                v.Values[row] = MemoryMarshal.Read<double>(raw);
                break;
            case ColumnVector<Numeric> v:
                v.Values[row] = NumericCodec.Read(raw);
                break;
            case ColumnVector<UInt128> v:
                v.Values[row] = MemoryMarshal.Read<UInt128>(raw);
                break;
            default:
                ((ColumnVector<Interval>)target).Values[row] = MemoryMarshal.Read<Interval>(raw);
                break;
        }
    }
}
