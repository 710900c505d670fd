namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>Where a frame begins or ends.</summary>
internal enum FrameBoundKind
{
    UnboundedPreceding,
    OffsetPreceding,
    CurrentRow,
    OffsetFollowing,
    UnboundedFollowing,
}
