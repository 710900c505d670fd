using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>Encodes rows straight from vectors, without values in between.</summary>
internal sealed class VectorRowWriter(RowLayout layout)
{
    private readonly RowWriter _writer = new();

    /// <summary>The row at a place of the vectors, one vector per column; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<ColumnVector> columns, int row)
    {
        _writer.Begin(layout);
        for (var i = 0; i < columns.Length; i++)
        {
            if (layout[i].Storage != ColumnStorage.Key && !columns[i].IsNull(row))
                Set(i, columns[i], columns[i].IndexOf(row));
        }

        return _writer.Finish();
    }

    private void Set(int ordinal, ColumnVector vector, int at)
    {
        switch (vector)
        {
            case ColumnVector<int> v:
                _writer.SetInt32(ordinal, v.Values[at]);
                break;
            case ColumnVector<long> v:
                _writer.SetInt64(ordinal, v.Values[at]);
                break;
            case ColumnVector<TextView> v:
                _writer.SetBytes(ordinal, v.Values[at].Span);
                break;
            case ColumnVector<byte> v:
                _writer.SetBoolean(ordinal, v.Values[at] != 0);
                break;
            case ColumnVector<short> v:
                _writer.SetInt16(ordinal, v.Values[at]);
                break;
            case ColumnVector<float> v:
                _writer.SetSingle(ordinal, v.Values[at]);
                break;
            case ColumnVector<double> v:
                _writer.SetDouble(ordinal, v.Values[at]);
                break;
            case ColumnVector<Numeric> v:
                _writer.SetNumeric(ordinal, v.Values[at]);
                break;
            case ColumnVector<UInt128> v:
                _writer.SetUuid(ordinal, v.Values[at]);
                break;
            default:
                _writer.SetInterval(ordinal, ((ColumnVector<Interval>)vector).Values[at]);
                break;
        }
    }
}
