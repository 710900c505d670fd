using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Inserts, updates and deletes as the clauses say for each row of its input.</summary>
/// <param name="Input">The source joined with the target.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RowKey">The input's column with the target row's clustered key; NULL where there is none.</param>
/// <param name="Actions">The clauses, over the input's columns.</param>
internal sealed record LogicalMerge(
    LogicalOperator Input, BoundMerge Statement, BoundColumn RowKey, ImmutableArray<MergeAction> Actions) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => [];

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        visit(RowKey);
        foreach (var action in Actions)
        {
            if (action.Condition is not null)
                visit(action.Condition);
            foreach (var value in action.Row)
                visit(value);
        }
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map)
    {
        var actions = ImmutableArray.CreateBuilder<MergeAction>(Actions.Length);
        foreach (var action in Actions)
        {
            actions.Add(action with
            {
                Condition = action.Condition is null ? null : map(action.Condition),
                Row = Conjunction.Map(action.Row, map),
            });
        }
        return this with { Actions = actions.MoveToImmutable() };
    }
}
