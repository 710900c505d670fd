using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Expressions;

/// <summary>Which rows around the current one a window function sees.</summary>
/// <param name="Unit">What offsets count.</param>
/// <param name="Start">Where the frame begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Exclusion">What it leaves out.</param>
/// <param name="Key">
/// Of RANGE with offsets: the ordering expression in the type that limits are computed in; else null.
/// </param>
internal sealed record BoundFrame(
    FrameUnit Unit, BoundFrameBound Start, BoundFrameBound End, FrameExclusion Exclusion, BoundExpression? Key)
{
    /// <summary>What holds without a frame clause: from the partition's start to the last peer of the current row.</summary>
    public static BoundFrame Default { get; } = new(
        FrameUnit.Range,
        new BoundFrameBound(FrameBoundKind.UnboundedPreceding, null, null),
        new BoundFrameBound(FrameBoundKind.CurrentRow, null, null),
        FrameExclusion.NoOthers,
        null);
}
