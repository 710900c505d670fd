using System.Collections.Immutable;

namespace BTreeDb.Binding.Expressions;

/// <summary>A window of a SELECT with the functions over it.</summary>
/// <param name="Partition">The expressions of PARTITION BY.</param>
/// <param name="Order">ORDER BY within a partition.</param>
/// <param name="Frame">The frame.</param>
/// <param name="Functions">The calls over it.</param>
internal sealed record BoundWindow(
    ImmutableArray<BoundExpression> Partition,
    ImmutableArray<BoundOrdering> Order,
    BoundFrame Frame,
    ImmutableArray<BoundWindowFunction> Functions);
