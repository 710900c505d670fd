using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>The bound clauses of a SELECT before grouping is worked in.</summary>
/// <param name="From">FROM, or null.</param>
/// <param name="Where">WHERE, or null.</param>
/// <param name="Having">HAVING, or null.</param>
/// <param name="IsDistinct">DISTINCT.</param>
/// <param name="HasGroupBy">GROUP BY was written, perhaps without any key.</param>
/// <param name="Targets">The select list.</param>
/// <param name="GroupBy">GROUP BY.</param>
internal sealed record SelectParts(
    BoundTableReference? From,
    BoundExpression? Where,
    BoundExpression? Having,
    bool IsDistinct,
    bool HasGroupBy,
    TargetList Targets,
    GroupByKeys GroupBy);
