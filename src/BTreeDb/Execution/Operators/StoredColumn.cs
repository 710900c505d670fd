using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// One column of rows kept beyond their batch: a growing array, addressed by row number. Bytes are copied to an arena of
/// its own.
/// </summary>
internal abstract class StoredColumn
{
    /// <summary>A column for values of a type.</summary>
    public static StoredColumn Create(SqlType type) => type.Physical switch
    {
        PhysicalType.Boolean => new StoredColumn<byte, NaturalOrder<byte>>(),
        PhysicalType.Int16 => new StoredColumn<short, NaturalOrder<short>>(),
        PhysicalType.Int32 => new StoredColumn<int, NaturalOrder<int>>(),
        PhysicalType.Int64 => new StoredColumn<long, NaturalOrder<long>>(),
        PhysicalType.Single => new StoredColumn<float, FloatOrder>(),
        PhysicalType.Double => new StoredColumn<double, FloatOrder>(),
        PhysicalType.Numeric => new StoredColumn<Numeric, NaturalOrder<Numeric>>(),
        PhysicalType.Uuid => new StoredColumn<UInt128, NaturalOrder<UInt128>>(),
        PhysicalType.Interval => new StoredColumn<Interval, NaturalOrder<Interval>>(),
        _ when type.Id == TypeId.Array => new StoredColumn<TextView, ArrayValueOrder>(),
        _ when type.Id == TypeId.Jsonb => new StoredColumn<TextView, JsonbValueOrder>(),
        _ when type.Id == TypeId.Char => new StoredColumn<TextView, BlankPaddedOrder>(),
        _ when type.Id == TypeId.KeyedText => new StoredColumn<TextView, KeyedTextOrder>(),
        _ => new StoredColumn<TextView, NaturalOrder<TextView>>(),
    };

    /// <summary>Bytes that the column holds, about.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Appends rows of a vector.</summary>
    public abstract void Append(ColumnVector source, ReadOnlySpan<int> rows);

    /// <summary>
    /// Copies stored rows to the places of a cleared vector from 0 on; row -1 is NULL. Bytes stay in this column's arena.
    /// </summary>
    public abstract void Gather(ReadOnlySpan<int> stored, ColumnVector target);

    /// <summary>Copies stored rows to given places of a vector. Bytes stay in this column's arena.</summary>
    public abstract void Scatter(ReadOnlySpan<int> stored, ReadOnlySpan<int> places, ColumnVector target);

    /// <summary>Copies consecutive stored rows to the places of a cleared vector from 0 on.</summary>
    public abstract void CopyRange(int first, int count, ColumnVector target);

    /// <summary>
    /// Compares rows of a vector with the stored rows that <paramref name="storedOf"/> gives for them; NULL equals NULL.
    /// Keeps the equal ones at the front of <paramref name="rows"/> and adds the others to <paramref name="different"/>.
    /// </summary>
    /// <returns>How many are equal.</returns>
    public abstract int Match(
        ColumnVector vector, int[] rows, int count, int[] storedOf, int[] different, ref int differentCount);

    /// <summary>Forgets all rows; keeps the memory unless there is much of it.</summary>
    public abstract void Clear();
}
