using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Rows of expressions over no input.</summary>
internal sealed record LogicalValues(
    ImmutableArray<ImmutableArray<BoundExpression>> Rows, ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <summary>One row without columns: what SELECT without FROM reads.</summary>
    public static LogicalValues SingleRow { get; } = new([[]], []);

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var row in Rows)
        {
            foreach (var value in row)
                visit(value);
        }
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<BoundExpression>>(Rows.Length);
        foreach (var row in Rows)
            rows.Add(Conjunction.Map(row, map));
        return new LogicalValues(rows.MoveToImmutable(), Output);
    }
}
