using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// One column of a batch. Owned by the operator or expression that fills it and reused for each batch, so a consumer
/// reads it before it asks for the next one.
/// </summary>
internal abstract class ColumnVector(SqlType type, int capacity)
{
    public SqlType Type { get; } = type;

    /// <summary>How many rows fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>The value at index 0 stands for every row (a literal, a parameter, an outer reference).</summary>
    public bool IsConstant { get; set; }

    public NullMask Nulls { get; } = new(capacity);
}
