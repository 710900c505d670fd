using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Decodes one column of many rows into a vector; chosen once per column. The rows are of one layout and were accepted by
/// <see cref="RowLayout.Accepts"/>, so fixed columns lie inside them; ends of variable ones are checked here.
/// </summary>
internal abstract unsafe class ColumnDecoder(RowLayout layout, int ordinal)
{
    /// <summary>The byte of a row that holds the column's null bit.</summary>
    protected int NullByte { get; } = layout.NullsOffset + (layout[ordinal].NullBit >> 3);

    /// <summary>The null bit within its byte.</summary>
    protected int NullMaskBit { get; } = 1 << (layout[ordinal].NullBit & 7);

    /// <summary>The decoder for a column that lies in the row.</summary>
    public static ColumnDecoder Create(RowLayout layout, int ordinal) => layout.TypeOf(ordinal).Physical switch
    {
        PhysicalType.Boolean => new FixedColumnDecoder<byte>(layout, ordinal),
        PhysicalType.Int16 => new FixedColumnDecoder<short>(layout, ordinal),
        PhysicalType.Int32 => new FixedColumnDecoder<int>(layout, ordinal),
        PhysicalType.Int64 => new FixedColumnDecoder<long>(layout, ordinal),
        PhysicalType.Single => new FixedColumnDecoder<float>(layout, ordinal),
        PhysicalType.Double => new FixedColumnDecoder<double>(layout, ordinal),
        PhysicalType.Uuid => new FixedColumnDecoder<UInt128>(layout, ordinal),
        PhysicalType.Interval => new FixedColumnDecoder<Interval>(layout, ordinal),
        PhysicalType.Numeric => new VariableColumnDecoder<Numeric>(layout, ordinal),
        _ => new VariableColumnDecoder<TextView>(layout, ordinal),
    };

    /// <summary>
    /// Decodes the column of rows into <paramref name="target"/> from row <paramref name="at"/> on. Views on text point
    /// into the rows, which must stay as long as the batch. Null bits of the target must be clear.
    /// </summary>
    /// <param name="bytes">The memory that holds the rows.</param>
    /// <param name="offsets">Where each row begins.</param>
    /// <param name="lengths">Bytes of each row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="target">A vector of the column's type.</param>
    /// <param name="at">The first row of the target.</param>
    public abstract void Decode(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ColumnVector target, int at);

    /// <summary>Whether the column is NULL in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool IsNull(byte* row) => (row[NullByte] & NullMaskBit) != 0;
}
