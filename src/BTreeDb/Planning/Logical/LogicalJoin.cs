using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>A join of two inputs.</summary>
/// <param name="Kind">Which join.</param>
/// <param name="Left">The left side; the preserved one of left, semi, anti and mark joins.</param>
/// <param name="Right">The right side.</param>
/// <param name="Conditions">Pairs must satisfy all of them.</param>
/// <param name="Mark">The column that a mark join adds; else null.</param>
/// <param name="MarkComparison">
/// With a mark: the comparison of ANY, over both sides, in three-valued logic: the mark is TRUE if it is true for a pair
/// that satisfies the conditions, else NULL if it is NULL for one, else FALSE. Null: the mark says whether a pair exists.
/// </param>
internal sealed record LogicalJoin(
    LogicalJoinKind Kind,
    LogicalOperator Left,
    LogicalOperator Right,
    ImmutableArray<BoundExpression> Conditions,
    BoundColumnDefinition? Mark = null,
    BoundExpression? MarkComparison = null) : LogicalOperator
{
    /// <summary>
    /// The rows that the search for a join order expects, which knows all equalities that follow from others; null for joins
    /// that were not searched.
    /// </summary>
    public double? ExpectedRows { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = Kind switch
    {
        LogicalJoinKind.Semi or LogicalJoinKind.Anti => Left.Columns,
        LogicalJoinKind.Mark => Left.Columns.Add(Mark!),
        _ => Left.Columns.AddRange(Right.Columns),
    };

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Left, Right];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalJoin(Kind, inputs[0], inputs[1], Conditions, Mark, MarkComparison) { ExpectedRows = ExpectedRows };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var condition in Conditions)
            visit(condition);
        if (MarkComparison is not null)
            visit(MarkComparison);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) => new LogicalJoin(
        Kind, Left, Right, Conjunction.Map(Conditions, map), Mark, MarkComparison is null ? null : map(MarkComparison))
    {
        ExpectedRows = ExpectedRows,
    };
}
