using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Inner joins of relations in no order yet, and left, semi and anti joins among them: predicate push-down makes it of adjacent
/// joins, join ordering turns it into <see cref="LogicalJoin"/>s.
/// </summary>
/// <param name="Relations">The relations that are joined.</param>
/// <param name="Conjuncts">What rows of the inner joins must satisfy; over columns of <paramref name="Relations"/> only.</param>
/// <param name="OneSided">The left, semi and anti joins.</param>
internal sealed record LogicalJoinSet(
    ImmutableArray<LogicalOperator> Relations, ImmutableArray<BoundExpression> Conjuncts, ImmutableArray<LogicalOneSidedJoin> OneSided)
    : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = Concatenate(Relations, OneSided);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [.. Relations, .. OneSided.Select(join => join.Right)];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs)
    {
        var joins = ImmutableArray.CreateBuilder<LogicalOneSidedJoin>(OneSided.Length);
        for (var i = 0; i < OneSided.Length; i++)
            joins.Add(OneSided[i] with { Right = inputs[Relations.Length + i] });
        return new LogicalJoinSet(inputs[..Relations.Length], Conjuncts, joins.MoveToImmutable());
    }

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var conjunct in Conjuncts)
            visit(conjunct);
        foreach (var join in OneSided)
        {
            foreach (var condition in join.Conditions)
                visit(condition);
        }
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map)
    {
        var joins = ImmutableArray.CreateBuilder<LogicalOneSidedJoin>(OneSided.Length);
        foreach (var join in OneSided)
            joins.Add(join with { Conditions = Conjunction.Map(join.Conditions, map) });
        return new LogicalJoinSet(Relations, Conjunction.Map(Conjuncts, map), joins.MoveToImmutable());
    }

    private static ImmutableArray<BoundColumnDefinition> Concatenate(
        ImmutableArray<LogicalOperator> relations, ImmutableArray<LogicalOneSidedJoin> oneSided)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        foreach (var relation in relations)
            columns.AddRange(relation.Columns);
        foreach (var join in oneSided)
        {
            if (join.Kind == LogicalJoinKind.Left)
                columns.AddRange(join.Right.Columns);
        }
        return columns.ToImmutable();
    }
}
