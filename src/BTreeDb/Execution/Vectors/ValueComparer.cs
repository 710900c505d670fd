using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Compares values of two vectors of one type, chosen once per column. NULL equals NULL here and comes last, as grouping
/// and sorting want it.
/// </summary>
internal abstract class ValueComparer
{
    /// <summary>The comparer for a type.</summary>
    public static ValueComparer Create(SqlType type) => type.Physical switch
    {
        PhysicalType.Boolean => new ValueComparer<byte, NumberOrder<byte>>(),
        PhysicalType.Int16 => new ValueComparer<short, NumberOrder<short>>(),
        PhysicalType.Int32 => new ValueComparer<int, NumberOrder<int>>(),
        PhysicalType.Int64 => new ValueComparer<long, NumberOrder<long>>(),
        PhysicalType.Single => new ValueComparer<float, FloatOrder>(),
        PhysicalType.Double => new ValueComparer<double, FloatOrder>(),
        PhysicalType.Numeric => new ValueComparer<Numeric, NaturalOrder<Numeric>>(),
        PhysicalType.Uuid => new ValueComparer<UInt128, NaturalOrder<UInt128>>(),
        PhysicalType.Interval => new ValueComparer<Interval, NaturalOrder<Interval>>(),
        _ when type.Id == TypeId.Array => new ValueComparer<TextView, ArrayValueOrder>(),
        _ when type.Id == TypeId.Jsonb => new ValueComparer<TextView, JsonbValueOrder>(),
        _ when type.Id == TypeId.Char => new ValueComparer<TextView, BlankPaddedOrder>(),
        _ when type.Id == TypeId.KeyedText => new ValueComparer<TextView, KeyedTextOrder>(),
        _ => new ValueComparer<TextView, NaturalOrder<TextView>>(),
    };

    /// <summary>Whether two rows hold the same value, or both NULL.</summary>
    public abstract bool AreEqual(ColumnVector left, int leftRow, ColumnVector right, int rightRow);

    /// <summary>The order of two rows.</summary>
    public abstract int Compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow);

    /// <summary>Writes the rows that do not come behind a bound to an array, and returns how many there are.</summary>
    /// <param name="column">Their column.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="bound">The bound, in row 0.</param>
    /// <param name="order">The order.</param>
    /// <param name="kept">Receives the rows.</param>
    public abstract int KeepNotBehind(ColumnVector column, ReadOnlySpan<int> rows, ColumnVector bound, in KeyColumn order, int[] kept);

    /// <summary>
    /// Keeps the pairs whose values are equal, at the front of both arrays in their order, and returns how many there are.
    /// </summary>
    /// <param name="left">One side.</param>
    /// <param name="leftRows">Its rows, pair by pair.</param>
    /// <param name="right">The other side.</param>
    /// <param name="rightRows">Its rows, pair by pair.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="nullsEqual">Whether NULL equals NULL (grouping) or nothing (joins).</param>
    public abstract int KeepEqual(
        ColumnVector left, int[] leftRows, ColumnVector right, int[] rightRows, int count, bool nullsEqual);
}
