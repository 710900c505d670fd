using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Clauses;

/// <summary>GROUP BY: the expressions, each once, and the sets of them that are grouped by.</summary>
/// <param name="Expressions">All expressions.</param>
/// <param name="Sets">The grouping sets as places among the expressions; null when there is one set of all of them.</param>
internal sealed record GroupByKeys(List<BoundExpression> Expressions, List<int[]>? Sets);
