using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Names;

/// <summary>A window of a query level while the level is being bound.</summary>
/// <param name="partition">PARTITION BY.</param>
/// <param name="order">ORDER BY.</param>
/// <param name="frame">The frame.</param>
/// <param name="hasFrameClause">Whether the frame was written, so that no other window may be copied from this one.</param>
internal sealed class WindowDefinition(
    ImmutableArray<BoundExpression> partition, ImmutableArray<BoundOrdering> order, BoundFrame frame, bool hasFrameClause)
{
    public ImmutableArray<BoundExpression> Partition { get; } = partition;

    public ImmutableArray<BoundOrdering> Order { get; } = order;

    public BoundFrame Frame { get; } = frame;

    public bool HasFrameClause { get; } = hasFrameClause;

    /// <summary>The calls over it.</summary>
    public List<BoundWindowFunction> Functions { get; } = [];

    /// <summary>The finished window.</summary>
    public BoundWindow ToBound() => new(Partition, Order, Frame, [.. Functions]);
}
