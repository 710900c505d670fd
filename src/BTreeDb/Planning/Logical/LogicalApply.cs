using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// A dependent join: the right side may refer to columns of the left one and is evaluated for each left row. Subqueries
/// in expressions and LATERAL become this; unnesting turns most into joins.
/// </summary>
/// <param name="Kind">What happens with the right rows.</param>
/// <param name="Left">The outer side.</param>
/// <param name="Right">The side that may depend on it.</param>
/// <param name="Output">The column added by the kinds that add one; else null.</param>
/// <param name="Comparison">For ANY and ALL the comparison over left columns and the right side's only column.</param>
internal sealed record LogicalApply(
    ApplyKind Kind,
    LogicalOperator Left,
    LogicalOperator Right,
    BoundColumnDefinition? Output = null,
    BoundExpression? Comparison = null) : LogicalOperator
{
    /// <summary>Whether the rows must come in the order of the left side, so that this may not become a join.</summary>
    public bool KeepsOrder { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } =
        Output is null ? Left.Columns.AddRange(Right.Columns) : Left.Columns.Add(Output);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Left, Right];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalApply(Kind, inputs[0], inputs[1], Output, Comparison) { KeepsOrder = KeepsOrder };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        if (Comparison is not null)
            visit(Comparison);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        Comparison is null ? this : new LogicalApply(Kind, Left, Right, Output, map(Comparison));
}
