namespace BTreeDb.Types;

/// <summary>The place of a column within a <see cref="RowLayout"/>.</summary>
/// <param name="Storage">In the row or in the key.</param>
/// <param name="NullBit">The number of its bit in the null bitmap; -1 for a key column.</param>
/// <param name="Place">
/// A fixed column's offset, a variable column's number among the variable ones, a key column's number within the key.
/// </param>
internal readonly record struct ColumnSlot(ColumnStorage Storage, int NullBit, int Place);
