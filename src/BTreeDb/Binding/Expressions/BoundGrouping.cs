using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// GROUPING(...) before the grouping is known; then it becomes a constant or a CASE over the number of the grouping set.
/// </summary>
internal sealed record BoundGrouping(ImmutableArray<BoundExpression> Arguments) : BoundExpression(SqlType.Integer);
