using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// One column of a batch. Owned by the operator or expression that fills it and reused for each batch, so a consumer
/// reads it before it asks for the next one.
/// </summary>
internal abstract class ColumnVector(SqlType type, int capacity)
{
    private TextArena? _arena;

    public SqlType Type { get; } = type;

    /// <summary>How many rows fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>The value at index 0 stands for every row (a literal, a parameter, an outer reference).</summary>
    public bool IsConstant { get; set; }

    public NullMask Nulls { get; } = new(capacity);

    /// <summary>Memory for bytes that the values of this vector point to; reset by whoever refills the vector.</summary>
    public TextArena Arena => _arena ??= new TextArena();

    /// <summary>Makes a vector for values of a type.</summary>
    public static ColumnVector Create(SqlType type, int capacity = Batch.DefaultCapacity) => type.Physical switch
    {
        PhysicalType.Boolean => new ColumnVector<byte>(type, capacity),
        PhysicalType.Int16 => new ColumnVector<short>(type, capacity),
        PhysicalType.Int32 => new ColumnVector<int>(type, capacity),
        PhysicalType.Int64 => new ColumnVector<long>(type, capacity),
        PhysicalType.Single => new ColumnVector<float>(type, capacity),
        PhysicalType.Double => new ColumnVector<double>(type, capacity),
        PhysicalType.Numeric => new ColumnVector<Numeric>(type, capacity),
        PhysicalType.Uuid => new ColumnVector<UInt128>(type, capacity),
        PhysicalType.Interval => new ColumnVector<Interval>(type, capacity),
        _ => new ColumnVector<TextView>(type, capacity),
    };

    /// <summary>The place of a row's value: 0 in a constant vector.</summary>
    public int IndexOf(int row) => IsConstant ? 0 : row;

    public bool IsNull(int row) => Nulls[IsConstant ? 0 : row];

    /// <summary>The values as an array of their physical type.</summary>
    public T[] ValuesOf<T>()
        where T : struct => ((ColumnVector<T>)this).Values;

    /// <summary>Prepares for refilling: no constant, no NULL, no bytes.</summary>
    public void Clear()
    {
        IsConstant = false;
        Nulls.Clear();
        _arena?.Reset();
    }

    /// <summary>
    /// Copies one row of another vector of the same physical type; bytes are copied to this vector's arena, so the row
    /// outlives the source.
    /// </summary>
    public abstract void CopyRow(ColumnVector source, int sourceRow, int row);

    /// <summary>
    /// Copies rows of another vector to the places from <paramref name="at"/> on; bytes stay where they are, so the copies
    /// live as long as the source's batch. <see cref="NullMask"/> bits of the target must be clear.
    /// </summary>
    public abstract void Gather(ColumnVector source, ReadOnlySpan<int> rows, int at);

    /// <summary>As <see cref="Gather"/>, but bytes are copied to this vector's arena.</summary>
    public abstract void Append(ColumnVector source, ReadOnlySpan<int> rows, int at);

    /// <summary>Copies the counted rows of a vector to their own places here; bytes stay where they are.</summary>
    public abstract void CopySelected(ColumnVector source, Batch batch);

    /// <summary>Stores a value outside a batch into a row; bytes are copied to the arena.</summary>
    public abstract void SetDatum(int row, in Datum value);

    /// <summary>The value of a row outside the batch; allocates for what has no fixed size.</summary>
    public abstract Datum GetDatum(int row);

    /// <summary>Makes the vector stand for one value in every row.</summary>
    public void SetConstant(in Datum value)
    {
        Clear();
        SetDatum(0, value);
        IsConstant = true;
    }

    /// <summary>Copies nulls of gathered rows; shared by the typed gathers.</summary>
    protected void GatherNulls(ColumnVector source, ReadOnlySpan<int> rows, int at)
    {
        Invariant.Holds(at + rows.Length <= Capacity, "X1");
        if (!source.Nulls.Any)
            return;
        for (var i = 0; i < rows.Length; i++)
        {
            if (source.IsNull(rows[i]))
                Nulls.SetNull(at + i);
        }
    }
}
