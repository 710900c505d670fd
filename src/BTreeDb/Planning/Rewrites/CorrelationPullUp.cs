using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Takes the conjuncts that refer to an outer side out of a subquery, so that they become conditions of a join with it.
/// Works through filters, projections and inner joins; anything else with an outer reference inside defeats it.
/// </summary>
/// <param name="outer">The columns of the outer side.</param>
/// <param name="isExistence">Only the existence of matching rows counts, so duplicates and order may go.</param>
/// <param name="isAnyRow">Any row matches, so a limit may go, too; it may not where rows are compared.</param>
internal sealed class CorrelationPullUp(HashSet<ColumnId> outer, bool isExistence, bool isAnyRow)
{
    /// <summary>The conjuncts taken out, over columns of the outer side and of the plan that remains.</summary>
    public List<BoundExpression> Conditions { get; } = [];

    /// <summary>What columns of the subquery that depended on the outer side stand for.</summary>
    public ColumnSubstitution Substitution { get; } = new();

    /// <summary>
    /// The subquery without its correlation, or null. All its former columns are there or substituted.
    /// </summary>
    public LogicalOperator? TryPullUp(LogicalOperator plan)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (isExistence && plan is LogicalProject { Input: var below } computed && !ContainsVolatile(computed))
            return TryStrip(computed, below);
        if (!ColumnReferences.OuterOf(plan).Overlaps(outer))
            return WithoutOrder(plan);
        return plan switch
        {
            LogicalFilter filter => TryPullUp(filter),
            LogicalProject project => TryPullUp(project),
            LogicalJoin { Kind: LogicalJoinKind.Inner } join => TryPullUp(join),
            LogicalDistinct or LogicalSort when isExistence => TryPullUp(plan.Inputs[0]),
            LogicalLimit { Offset: null, Limit: BoundLiteral limit } cut when isAnyRow && IsPositive(limit) =>
                TryPullUp(cut.Input),
            _ => null,
        };
    }

    /// <summary>
    /// Where only existence counts, nobody reads the projection but the comparison, which can have its expressions.
    /// </summary>
    private LogicalOperator? TryStrip(LogicalProject project, LogicalOperator input)
    {
        if (TryPullUp(input) is not { } stripped)
            return null;
        foreach (var projection in project.Projections)
            Substitution.Add(projection.Column.Id, Substitution.Apply(projection.Expression));
        return stripped;
    }

    private static bool ContainsVolatile(LogicalProject project)
    {
        foreach (var projection in project.Projections)
        {
            if (Volatility.IsVolatile(projection.Expression))
                return true;
        }
        return false;
    }

    private LogicalOperator? WithoutOrder(LogicalOperator plan) =>
        isExistence && plan is LogicalDistinct or LogicalSort ? TryPullUp(plan.Inputs[0]) : plan;

    private static bool IsPositive(BoundLiteral limit) => limit.Value.IsNull || limit.Value.AsInt64() > 0;

    private bool IsCorrelated(BoundExpression expression) => ColumnReferences.Of(expression).Overlaps(outer);

    private LogicalOperator? TryPullUp(LogicalFilter filter)
    {
        if (TryPullUp(filter.Input) is not { } input)
            return null;
        return LogicalFilter.Over(input, Separate(filter.Conjuncts));
    }

    private LogicalJoin? TryPullUp(LogicalJoin join)
    {
        if (TryPullUp(join.Left) is not { } left || TryPullUp(join.Right) is not { } right)
            return null;
        return new LogicalJoin(LogicalJoinKind.Inner, left, right, Separate(join.Conditions));
    }

    /// <summary>Keeps the conjuncts that stay; the correlated ones go to <see cref="Conditions"/>.</summary>
    private ImmutableArray<BoundExpression> Separate(ImmutableArray<BoundExpression> conjuncts)
    {
        var kept = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var conjunct in conjuncts)
        {
            var substituted = Substitution.Apply(conjunct);
            if (IsCorrelated(substituted))
                Conditions.Add(substituted);
            else
                kept.Add(substituted);
        }
        return kept.ToImmutable();
    }

    /// <summary>
    /// The projection also passes what the conditions need; it must not compute anything from the outer side.
    /// </summary>
    private LogicalProject? TryPullUp(LogicalProject project)
    {
        if (TryPullUp(project.Input) is not { } input)
            return null;
        var projections = ImmutableArray.CreateBuilder<BoundProjection>();
        var needed = new HashSet<ColumnId>();
        foreach (var projection in project.Projections)
        {
            var expression = Substitution.Apply(projection.Expression);
            if (!IsCorrelated(expression))
            {
                projections.Add(projection with { Expression = expression });
                continue;
            }

            // On the null-supplying side of an outer join the value would have to be NULL, which nothing above ensures.
            return null;
        }
        foreach (var condition in Conditions)
            ColumnReferences.Collect(condition, needed);
        foreach (var projection in projections)
            needed.Remove(projection.Column.Id);
        foreach (var column in input.Columns)
        {
            if (needed.Contains(column.Id))
                projections.Add(new BoundProjection(column, Projection.Reference(column)));
        }
        return new LogicalProject(input, projections.ToImmutable());
    }
}
