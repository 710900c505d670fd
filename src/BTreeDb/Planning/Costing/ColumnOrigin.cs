using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Costing;

/// <summary>The table column that a column of a plan is, whatever operators only hand it on.</summary>
/// <param name="Get">The access to the table.</param>
/// <param name="Ordinal">The table column.</param>
internal readonly record struct ColumnOrigin(LogicalGet Get, int Ordinal)
{
    /// <summary>Finds it; null for computed columns.</summary>
    public static ColumnOrigin? Find(LogicalOperator plan, ColumnId column)
    {
        switch (plan)
        {
            case LogicalGet get:
                return FindInTable(get, column);
            case LogicalProject project:
                foreach (var projection in project.Projections)
                {
                    if (projection.Column.Id == column)
                        return projection.Expression is BoundColumn source ? Find(project.Input, source.Id) : null;
                }

                return null;
            case LogicalAggregate aggregate:
                foreach (var key in aggregate.GroupKeys)
                {
                    if (key.Column.Id == column)
                        return key.Expression is BoundColumn source ? Find(aggregate.Input, source.Id) : null;
                }

                return ValueOf(aggregate, column) is { } shared ? Find(aggregate.Input, shared.Id) : null;
            case LogicalSetOperation:
                return null;
        }

        foreach (var input in plan.Inputs)
        {
            if (Find(input, column) is { } origin)
                return origin;
        }

        return null;
    }

    /// <summary>The column of which an aggregate takes any value of a group, for all are the same.</summary>
    public static BoundColumn? ValueOf(LogicalAggregate aggregate, ColumnId column)
    {
        foreach (var candidate in aggregate.Aggregates)
        {
            if (candidate.Output == column && candidate.Aggregate == AggregateId.AnyValue)
                return (BoundColumn)candidate.Arguments[0];
        }

        return null;
    }

    private static ColumnOrigin? FindInTable(LogicalGet get, ColumnId column)
    {
        for (var i = 0; i < get.TableColumns.Length; i++)
        {
            if (get.TableColumns[i].Id == column)
                return new(get, get.Ordinals[i]);
        }

        return null;
    }
}
