using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows for which all conjuncts are true.</summary>
internal sealed record LogicalFilter(LogicalOperator Input, ImmutableArray<BoundExpression> Conjuncts) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Input.Columns;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <summary>A filter, or the input itself when there is nothing to test.</summary>
    public static LogicalOperator Over(LogicalOperator input, ImmutableArray<BoundExpression> conjuncts) =>
        conjuncts.IsEmpty ? input : new LogicalFilter(input, conjuncts);

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var conjunct in Conjuncts)
            visit(conjunct);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Conjuncts = Conjunction.Map(Conjuncts, map) };
}
