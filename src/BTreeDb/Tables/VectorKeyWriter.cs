using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>Encodes key columns straight from vectors, without a value in between.</summary>
internal static class VectorKeyWriter
{
    /// <summary>Appends the value of one row; returns false when it is NULL.</summary>
    public static bool Append(ByteWriter writer, in KeyColumn column, ColumnVector vector, int row)
    {
        if (vector.IsNull(row))
        {
            KeyEncoding.AppendNull(writer, column);
            return false;
        }

        KeyEncoding.AppendMarker(writer, column);
        var at = vector.IndexOf(row);
        var descending = column.Descending;
        switch (vector)
        {
            case ColumnVector<int> v:
                KeyEncoding.WriteInt32(writer, v.Values[at], descending);
                break;
            case ColumnVector<long> v:
                KeyEncoding.WriteInt64(writer, v.Values[at], descending);
                break;
            case ColumnVector<TextView> v:
                KeyEncoding.WriteVariable(writer, column, v.Values[at].Span);
                break;
            case ColumnVector<byte> v:
                KeyEncoding.WriteBoolean(writer, v.Values[at] != 0, descending);
                break;
            case ColumnVector<short> v:
                KeyEncoding.WriteInt16(writer, v.Values[at], descending);
                break;
            case ColumnVector<float> v:
                KeyEncoding.WriteSingle(writer, v.Values[at], descending);
                break;
            case ColumnVector<double> v:
                KeyEncoding.WriteDouble(writer, v.Values[at], descending);
                break;
            case ColumnVector<Numeric> v:
                KeyEncoding.WriteNumeric(writer, v.Values[at], descending);
                break;
            case ColumnVector<UInt128> v:
                KeyEncoding.WriteUuid(writer, v.Values[at], descending);
                break;
            default:
                KeyEncoding.WriteInterval(writer, ((ColumnVector<Interval>)vector).Values[at], descending);
                break;
        }

        return true;
    }
}
