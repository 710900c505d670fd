using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Skips and cuts. Either expression may be null; NULL at run time means no limit or no offset.</summary>
internal sealed record LogicalLimit(LogicalOperator Input, BoundExpression? Limit, BoundExpression? Offset)
    : LogicalOperator
{
    /// <summary>WITH TIES: the columns that the rows are sorted by; else empty.</summary>
    public ImmutableArray<BoundColumn> Ties { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Input.Columns;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        if (Limit is not null)
            visit(Limit);
        if (Offset is not null)
            visit(Offset);
        foreach (var column in Ties)
            visit(column);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Limit = Limit is null ? null : map(Limit), Offset = Offset is null ? null : map(Offset) };
}
