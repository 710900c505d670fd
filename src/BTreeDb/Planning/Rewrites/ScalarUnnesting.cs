using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Unnests correlated subqueries that yield one value, or one row, of two forms: aggregates over rows correlated by equalities only, which becomes
/// a grouping by the inner sides of these equalities and a left join; and at most one row found by a unique key, which
/// becomes a left join.
/// </summary>
internal sealed class ScalarUnnesting(ColumnIdAllocator ids)
{
    /// <summary>The joined form, or null.</summary>
    public LogicalOperator? TryRewrite(LogicalApply apply)
    {
        var query = apply.Right is LogicalAtMostOne single ? single.Input : apply.Right;
        if (query is not LogicalProject project || (apply.Output is not null && project.Projections.Length != 1))
            return null;
        var outer = ColumnReferences.IdsOf(apply.Left.Columns);
        foreach (var projection in project.Projections)
        {
            if (ColumnReferences.Of(projection.Expression).Overlaps(outer) || Volatility.IsVolatile(projection.Expression))
                return null;
        }

        return project.Input is LogicalAggregate { GroupKeys.IsEmpty: true } aggregate
            ? TryAggregate(apply, project, aggregate, outer)
            : TryUniqueLookup(apply, project, outer);
    }

    private LogicalProject? TryAggregate(
        LogicalApply apply, LogicalProject project, LogicalAggregate aggregate, HashSet<ColumnId> outer)
    {
        if (RefersTo(aggregate.Aggregates, outer))
            return null;
        var pullUp = new CorrelationPullUp(outer, isExistence: false, isAnyRow: false);
        if (pullUp.TryPullUp(aggregate.Input) is not { } input)
            return null;
        var keys = ImmutableArray.CreateBuilder<BoundProjection>();
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var condition in pullUp.Conditions)
        {
            if (!TrySeparate(condition, ColumnReferences.IdsOf(input.Columns), out var inner, out var outside))
                return null;
            var key = ids.Create("key", inner.Type);
            keys.Add(new BoundProjection(key, inner));
            conditions.Add(Comparison.Equal(outside, Projection.Reference(key)));
        }
        var grouped = new LogicalAggregate(input, keys.ToImmutable(), aggregate.Aggregates);
        var join = new LogicalJoin(LogicalJoinKind.Left, apply.Left, grouped, conditions.ToImmutable());
        return Result(apply, join, Projection.Map(project.Projections, OverEmptyGroups(aggregate.Aggregates).Apply));
    }

    /// <summary>An outer row without a group has NULL aggregates, but a count of zero.</summary>
    private static ColumnSubstitution OverEmptyGroups(ImmutableArray<BoundAggregate> aggregates)
    {
        var substitution = new ColumnSubstitution();
        foreach (var aggregate in aggregates)
        {
            if (aggregate.Aggregate is not (AggregateId.Count or AggregateId.CountStar or AggregateId.RegrCount))
                continue;
            var count = new BoundColumn(aggregate.Output, aggregate.Type, "count");
            var zero = new BoundLiteral(Datum.FromInt64(0), aggregate.Type);
            substitution.Add(aggregate.Output, new BoundCoalesce([count, zero], aggregate.Type));
        }
        return substitution;
    }

    private static LogicalProject? TryUniqueLookup(LogicalApply apply, LogicalProject project, HashSet<ColumnId> outer)
    {
        var pullUp = new CorrelationPullUp(outer, isExistence: false, isAnyRow: false);
        if (pullUp.TryPullUp(project.Input) is not { } input)
            return null;
        var pinned = new HashSet<ColumnId>();
        foreach (var condition in pullUp.Conditions)
        {
            if (TrySeparate(condition, ColumnReferences.IdsOf(input.Columns), out var inner, out _)
                && inner is BoundColumn column)
                pinned.Add(column.Id);
        }
        var innerIds = ColumnReferences.IdsOf(input.Columns);
        if (!UniqueKeys.IsUniqueBy(input, pinned))
            return null;
        foreach (var projection in project.Projections)
        {
            if (!NullRejection.NullMaking(projection.Expression).Overlaps(innerIds))
                return null;
        }

        var join = new LogicalJoin(LogicalJoinKind.Left, apply.Left, input, [.. pullUp.Conditions]);
        return Result(apply, join, project.Projections);
    }

    /// <summary>A scalar subquery fills the apply's own column, one that yields a row all of its own.</summary>
    private static LogicalProject Result(LogicalApply apply, LogicalJoin join, ImmutableArray<BoundProjection> values)
    {
        if (apply.Output is { } output)
            values = [new BoundProjection(output, values[0].Expression)];
        return new LogicalProject(join, Projection.PassThrough(apply.Left.Columns).AddRange(values));
    }

    private static bool RefersTo(ImmutableArray<BoundAggregate> aggregates, HashSet<ColumnId> outer)
    {
        var refers = false;
        foreach (var aggregate in aggregates)
            refers |= aggregate.Aggregate >= AggregateId.HypotheticalRank;
        foreach (var aggregate in aggregates)
            AggregateExpression.Visit(aggregate, part => refers |= ColumnReferences.Of(part).Overlaps(outer));
        return refers;
    }

    /// <summary>Separates an equality into a side over the inner columns alone and one without any of them.</summary>
    private static bool TrySeparate(
        BoundExpression condition, HashSet<ColumnId> innerIds, out BoundExpression inner, out BoundExpression outside)
    {
        inner = outside = null!;
        if (!Comparison.IsEquality(condition, out var left, out var right))
            return false;
        var leftIds = ColumnReferences.Of(left);
        if (!leftIds.Overlaps(innerIds))
        {
            (left, right) = (right, left);
            leftIds = ColumnReferences.Of(left);
        }
        inner = left;
        outside = right;
        return leftIds.Count > 0 && leftIds.IsSubsetOf(innerIds) && !ColumnReferences.Of(right).Overlaps(innerIds);
    }
}
