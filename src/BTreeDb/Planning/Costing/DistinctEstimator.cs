using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Estimates the number of different values of a column. Without statistics: as many as rows for a unique column, a tenth
/// of the rows else. What is computed of a column is computed of the values that the statistics hold.
/// </summary>
internal sealed class DistinctEstimator(CardinalityEstimator cardinalities, IConstantEvaluator? evaluator)
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

    /// <summary>Different values of an expression over a plan's rows; never more than rows.</summary>
    public double Estimate(LogicalOperator plan, BoundExpression expression) => expression is BoundColumn column
        ? Estimate(plan, column.Id)
        : Math.Max(1, Math.Min(Computed(plan, expression), cardinalities.Rows(plan)));

    /// <summary>No more values than combinations of what an expression is computed of, and often far fewer.</summary>
    private double Computed(LogicalOperator plan, BoundExpression expression)
    {
        if (Volatility.IsVolatile(expression))
            return cardinalities.Rows(plan);
        var values = 1.0;
        var columns = ColumnReferences.Of(expression);
        foreach (var column in columns)
            values *= Estimate(plan, column);
        return columns.Count == 1 && Sampled(plan, expression, columns.First()) is { } sampled ? Math.Min(values, sampled) : values;
    }

    /// <summary>
    /// Different results over the values that the statistics hold, if these are so few that no others are to be expected.
    /// </summary>
    private double? Sampled(LogicalOperator plan, BoundExpression expression, ColumnId id)
    {
        if (evaluator is null || ColumnOrigin.Find(plan, id) is not { } origin
            || cardinalities.Statistics(origin.Get.Table, origin.Ordinal) is not { } statistics)
            return null;
        var type = origin.Get.Table.Columns[origin.Ordinal].Type;
        var sample = statistics.Sample(type);
        if (evaluator.TryEvaluate(expression, new BoundColumn(id, type, ""), sample) is not { } results)
            return null;
        var different = new HashSet<(long, object?)>();
        foreach (var result in results)
            different.Add((result.Bits, result.Reference is byte[] bytes ? Convert.ToHexString(bytes) : result.Reference));
        return different.Count <= sample.Length / 2 ? different.Count : null;
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
            case LogicalCommonTableScan scan when PlaceOf(scan, column) is >= 0 and var place && !scan.Table.IsChange:
                return Estimate(scan.Table.Plan, scan.Table.Plan.Columns[place].Id);
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
                    _ => Computed(project.Input, projection.Expression),
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
        return ColumnOrigin.ValueOf(aggregate, column) is { } shared
            ? Find(aggregate.Input, shared.Id)
            : cardinalities.Rows(aggregate) * DefaultShare;
    }

    private static int PlaceOf(LogicalOperator plan, ColumnId column)
    {
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            if (plan.Columns[i].Id == column)
                return i;
        }

        return -1;
    }

    private static bool Produces(LogicalOperator plan, ColumnId column) => PlaceOf(plan, column) >= 0;
}
