using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>
/// A join; comma in FROM is a cross join. USING and NATURAL are bound to equalities, and the merged names to the left
/// column, the right one, or a coalesce of both, by the scope.
/// </summary>
internal sealed record BoundJoin(
    JoinKind Kind, BoundTableReference Left, BoundTableReference Right, BoundExpression? Condition,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
