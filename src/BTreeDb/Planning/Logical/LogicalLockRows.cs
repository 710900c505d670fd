using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Locks the rows that went into each row of its input. Above ORDER BY and below LIMIT, as in PostgreSQL: rows are locked
/// in the order in which they are wanted, and no more of them.
/// </summary>
internal sealed record LogicalLockRows(LogicalOperator Input, ImmutableArray<RowLockTarget> Targets) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Input.Columns;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var target in Targets)
            visit(target.RowKey);
    }
}
