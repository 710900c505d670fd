using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Joins;

/// <summary>A left, semi or anti join of a join graph, whose right side is one of its relations.</summary>
/// <param name="Kind">Which join.</param>
/// <param name="Conditions">Its conditions.</param>
/// <param name="Needs">The relations that must be joined before.</param>
/// <param name="Factor">The rows that it makes of one.</param>
/// <param name="HasEquality">Whether a hash join can run it.</param>
/// <param name="CanLookUp">Whether rows of the right side can be looked up by a key.</param>
internal sealed record OneSidedEdge(
    LogicalJoinKind Kind, ImmutableArray<BoundExpression> Conditions, RelationSet Needs, double Factor, bool HasEquality,
    bool CanLookUp);
