using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>A field of a batch in PostgreSQL's text form.</summary>
internal static class FieldText
{
    /// <summary>The text of a value that is not NULL.</summary>
    /// <param name="column">The column.</param>
    /// <param name="row">The row's place in it.</param>
    /// <param name="zone">The zone in which points in time are shown.</param>
    /// <param name="scratch">Memory to write into; what was in it is lost. Made where it is first needed.</param>
    public static string Read(ColumnVector column, int row, SessionTimeZone zone, ref ByteWriter? scratch)
    {
        if (column is ColumnVector<TextView> texts && IsPlain(column.Type.Id))
            return Encoding.UTF8.GetString(texts.Values[row].Span);

        scratch ??= new ByteWriter();
        scratch.Reset();
        if (column is ColumnVector<TextView> bytes)
            TextOutput.WriteBytes(scratch, bytes.Values[row].Span, column.Type, zone);
        else
            TextOutput.Write(scratch, ReadDatum(column, row), column.Type, zone);
        return Encoding.UTF8.GetString(scratch.Written);
    }

    /// <summary>Types whose bytes are their text.</summary>
    private static bool IsPlain(TypeId type) =>
        type is TypeId.Text or TypeId.VarChar or TypeId.Unknown or TypeId.Json;

    private static Datum ReadDatum(ColumnVector column, int row) => column switch
    {
        ColumnVector<int> values => Datum.FromInt64(values.Values[row]),
        ColumnVector<long> values => Datum.FromInt64(values.Values[row]),
        ColumnVector<double> values => Datum.FromDouble(values.Values[row]),
        ColumnVector<float> values => Datum.FromSingle(values.Values[row]),
        ColumnVector<short> values => Datum.FromInt64(values.Values[row]),
        ColumnVector<byte> values => Datum.FromBoolean(values.Values[row] != 0),
        ColumnVector<Numeric> values => Datum.FromReference(values.Values[row]),
        ColumnVector<UInt128> values => Datum.FromReference(values.Values[row]),
        ColumnVector<Interval> values => Datum.FromReference(values.Values[row]),
        _ => throw new InvalidOperationException($"a column vector of an unknown kind: {column.GetType()}"),
    };
}
