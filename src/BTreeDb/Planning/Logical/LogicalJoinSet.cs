using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Inner joins of two or more relations in no order yet: predicate push-down makes it of adjacent inner joins, join
/// ordering turns it into <see cref="LogicalJoin"/>s.
/// </summary>
internal sealed record LogicalJoinSet(ImmutableArray<LogicalOperator> Relations, ImmutableArray<BoundExpression> Conjuncts)
    : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = Concatenate(Relations);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => Relations;

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalJoinSet(inputs, Conjuncts);

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var conjunct in Conjuncts)
            visit(conjunct);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        new LogicalJoinSet(Relations, Conjunction.Map(Conjuncts, map));

    private static ImmutableArray<BoundColumnDefinition> Concatenate(ImmutableArray<LogicalOperator> relations)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        foreach (var relation in relations)
            columns.AddRange(relation.Columns);
        return columns.ToImmutable();
    }
}
