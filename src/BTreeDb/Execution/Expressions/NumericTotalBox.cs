using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The rare part of a <see cref="NumericTotal"/>, kept out of it so that totals stay small.</summary>
internal sealed class NumericTotalBox(Numeric value)
{
    /// <summary>The sum of what the total's mantissa does not hold.</summary>
    public Numeric Value { get; } = value;
}
