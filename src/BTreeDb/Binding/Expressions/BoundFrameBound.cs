using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Expressions;

/// <summary>One end of a frame.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Offset">The offset, an expression without columns; null where the kind has none.</param>
/// <param name="Limit">
/// Of RANGE with an offset: the value, computed from the current row, that the frame's <see cref="BoundFrame.Key"/> is
/// compared with.
/// </param>
internal sealed record BoundFrameBound(FrameBoundKind Kind, BoundExpression? Offset, BoundExpression? Limit);
