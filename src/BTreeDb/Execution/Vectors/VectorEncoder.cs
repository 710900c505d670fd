using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>Writes single values of vectors out: into keys, into rows, as text.</summary>
internal static class VectorEncoder
{
    /// <summary>Appends a value or NULL to a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendKey(ByteWriter writer, in KeyColumn column, ColumnVector source, int row)
    {
        var index = source.IndexOf(row);
        if (source.Nulls[index])
        {
            KeyEncoding.AppendNull(writer, column);
            return;
        }

        KeyEncoding.AppendMarker(writer, column);
        var descending = column.Descending;
        switch (source)
        {
            case ColumnVector<int> v:
                KeyEncoding.WriteInt32(writer, v.Values[index], descending);
                break;
            case ColumnVector<long> v:
                KeyEncoding.WriteInt64(writer, v.Values[index], descending);
                break;
            case ColumnVector<TextView> v:
                KeyEncoding.WriteVariable(writer, column, v.Values[index].Span);
                break;
            case ColumnVector<byte> v:
                KeyEncoding.WriteBoolean(writer, v.Values[index] != 0, descending);
                break;
            case ColumnVector<short> v:
                KeyEncoding.WriteInt16(writer, v.Values[index], descending);
                break;
            case ColumnVector<float> v:
                KeyEncoding.WriteSingle(writer, v.Values[index], descending);
                break;
            case ColumnVector<double> v:
                KeyEncoding.WriteDouble(writer, v.Values[index], descending);
                break;
            case ColumnVector<Numeric> v:
                KeyEncoding.WriteNumeric(writer, v.Values[index], descending);
                break;
            case ColumnVector<UInt128> v:
                KeyEncoding.WriteUuid(writer, v.Values[index], descending);
                break;
            default:
                KeyEncoding.WriteInterval(writer, ((ColumnVector<Interval>)source).Values[index], descending);
                break;
        }
    }

    /// <summary>Appends several columns of one row to a key: a normalized sort key when the writer holds nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendKey(
        ByteWriter writer, ReadOnlySpan<KeyColumn> columns, ReadOnlySpan<ColumnVector> sources, int row)
    {
        for (var i = 0; i < columns.Length; i++)
            AppendKey(writer, columns[i], sources[i], row);
    }

    /// <summary>Sets a column of the row being written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SetColumn(RowWriter writer, int ordinal, ColumnVector source, int row)
    {
        var index = source.IndexOf(row);
        if (source.Nulls[index])
        {
            writer.SetNull(ordinal);
            return;
        }

        switch (source)
        {
            case ColumnVector<int> v:
                writer.SetInt32(ordinal, v.Values[index]);
                break;
            case ColumnVector<long> v:
                writer.SetInt64(ordinal, v.Values[index]);
                break;
            case ColumnVector<TextView> v:
                writer.SetBytes(ordinal, v.Values[index].Span);
                break;
            case ColumnVector<byte> v:
                writer.SetBoolean(ordinal, v.Values[index] != 0);
                break;
            case ColumnVector<short> v:
                writer.SetInt16(ordinal, v.Values[index]);
                break;
            case ColumnVector<float> v:
                writer.SetSingle(ordinal, v.Values[index]);
                break;
            case ColumnVector<double> v:
                writer.SetDouble(ordinal, v.Values[index]);
                break;
            case ColumnVector<Numeric> v:
                writer.SetNumeric(ordinal, v.Values[index]);
                break;
            case ColumnVector<UInt128> v:
                writer.SetUuid(ordinal, v.Values[index]);
                break;
            default:
                writer.SetInterval(ordinal, ((ColumnVector<Interval>)source).Values[index]);
                break;
        }
    }

    /// <summary>Writes a value that is not NULL as text, as its type's output function does.</summary>
    public static void WriteText(ByteWriter writer, ColumnVector source, int row, SessionTimeZone zone)
    {
        var index = source.IndexOf(row);
        var type = source.Type;
        switch (source)
        {
            case ColumnVector<int> v when type.Id == TypeId.Date:
                DateTimeOutput.WriteDate(writer, v.Values[index], zone.Style);
                break;
            case ColumnVector<int> v when type.Id == TypeId.Enum:
                writer.Append(type.EnumLabels.NameOf(v.Values[index]));
                break;
            case ColumnVector<int> v:
                IntegerText.Write(writer, v.Values[index]);
                break;
            case ColumnVector<long> v when type.Id is TypeId.BigInt or TypeId.Oid:
                IntegerText.Write(writer, v.Values[index]);
                break;
            case ColumnVector<long> v:
                DateTimeOutput.Write(writer, v.Values[index], type.Id, zone);
                break;
            case ColumnVector<TextView> v:
                TextOutput.WriteBytes(writer, v.Values[index].Span, type, zone);
                break;
            case ColumnVector<byte> v:
                writer.Append(v.Values[index] != 0 ? (byte)'t' : (byte)'f');
                break;
            case ColumnVector<short> v:
                IntegerText.Write(writer, v.Values[index]);
                break;
            case ColumnVector<float> v:
                FloatText.Write(writer, v.Values[index], zone.Style.ExtraFloatDigits);
                break;
            case ColumnVector<double> v:
                FloatText.Write(writer, v.Values[index], zone.Style.ExtraFloatDigits);
                break;
            case ColumnVector<Numeric> v:
                NumericText.Write(writer, v.Values[index]);
                break;
            case ColumnVector<UInt128> v:
                UuidText.Write(writer, v.Values[index]);
                break;
            default:
                IntervalStyles.Write(writer, ((ColumnVector<Interval>)source).Values[index], zone.Style.Intervals);
                break;
        }
    }
}
