using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows of a set-returning function.</summary>
internal sealed record LogicalFunctionScan(
    TableFunctionId Function,
    ImmutableArray<BoundExpression> Arguments,
    string Alias,
    ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <summary>The routine that is called; null for built-in functions.</summary>
    public RoutineSchema? Routine { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var argument in Arguments)
            visit(argument);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Arguments = Conjunction.Map(Arguments, map) };
}
