using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Estimates the number of different values of a column. Without statistics: as many as rows for a unique column, a tenth
/// of the rows else.
/// </summary>
internal sealed class DistinctEstimator(CardinalityEstimator cardinalities)
{
    /// <summary>The share of different values that a column without unique key is taken to have.</summary>
    private const double DefaultShare = 0.1;

    /// <summary>
    /// Different values of a column in a plan's rows; never more than rows. Of a join it asks only the side that has the
    /// column: the rows of the join itself may be what is being estimated.
    /// </summary>
    public double Estimate(LogicalOperator plan, ColumnId column)
    {
        if (plan is LogicalJoin or LogicalJoinSet or LogicalApply)
            return EstimateOfSide(plan, column);
        var source = Find(plan, column);
        return Math.Max(1, Math.Min(source, cardinalities.Rows(plan)));
    }

    private double EstimateOfSide(LogicalOperator plan, ColumnId column)
    {
        foreach (var input in plan.Inputs)
        {
            if (Produces(input, column))
                return Estimate(input, column);
        }
        return 1 / DefaultShare;
    }

    private double Find(LogicalOperator plan, ColumnId column)
    {
        switch (plan)
        {
            case LogicalGet get:
                return FindInTable(get, column);
            case LogicalFilter filter when IsPinned(filter, column):
                return 1;
            case LogicalProject project:
                return FindInProjection(project, column);
            case LogicalAggregate { GroupKeys.Length: 1 } aggregate when aggregate.GroupKeys[0].Column.Id == column:
                return cardinalities.Rows(plan);
            case LogicalAggregate aggregate:
                return FindInKeys(aggregate, column);
        }
        foreach (var input in plan.Inputs)
        {
            if (Produces(input, column))
                return Estimate(input, column);
        }
        return cardinalities.Rows(plan) * DefaultShare;
    }

    private static bool IsPinned(LogicalFilter filter, ColumnId column)
    {
        foreach (var conjunct in filter.Conjuncts)
        {
            if (Comparison.IsEquality(conjunct, out var left, out var right)
                && ((left is BoundColumn a && a.Id == column && right is not BoundColumn)
                    || (right is BoundColumn b && b.Id == column && left is not BoundColumn)))
                return true;
        }
        return false;
    }

    private double FindInTable(LogicalGet get, ColumnId column)
    {
        var rows = cardinalities.TableRows(get.Table);
        if (UniqueKeys.IsUniqueBy(get, [column]))
            return rows;
        if (ColumnOrigin.Find(get, column) is { } origin
            && cardinalities.Statistics(get.Table, origin.Ordinal) is { } statistics)
            return Math.Min(rows, statistics.DistinctCount);
        return Math.Max(Math.Min(rows, 10), rows * DefaultShare);
    }

    private double FindInProjection(LogicalProject project, ColumnId column)
    {
        foreach (var projection in project.Projections)
        {
            if (projection.Column.Id == column)
            {
                return projection.Expression switch
                {
                    BoundColumn source => Find(project.Input, source.Id),
                    BoundLiteral => 1,
                    _ => cardinalities.Rows(project.Input) * DefaultShare,
                };
            }
        }
        return cardinalities.Rows(project) * DefaultShare;
    }

    private double FindInKeys(LogicalAggregate aggregate, ColumnId column)
    {
        foreach (var key in aggregate.GroupKeys)
        {
            if (key.Column.Id == column && key.Expression is BoundColumn source)
                return Find(aggregate.Input, source.Id);
        }
        return cardinalities.Rows(aggregate) * DefaultShare;
    }

    private static bool Produces(LogicalOperator plan, ColumnId column)
    {
        foreach (var candidate in plan.Columns)
        {
            if (candidate.Id == column)
                return true;
        }
        return false;
    }
}
