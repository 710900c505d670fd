using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>A random sample of a table's rows.</summary>
/// <param name="Input">The table; nothing is pushed into it, for conditions hold of the sample.</param>
/// <param name="IsBySystem">Whether runs of rows are in or out, instead of each row for itself.</param>
/// <param name="Percent">How many of a hundred rows.</param>
/// <param name="Seed">What makes the sample repeatable, or null.</param>
internal sealed record LogicalSample(
    LogicalOperator Input, bool IsBySystem, BoundExpression Percent, BoundExpression? Seed) : LogicalOperator
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
        visit(Percent);
        if (Seed is not null)
            visit(Seed);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Percent = map(Percent), Seed = Seed is null ? null : map(Seed) };
}
