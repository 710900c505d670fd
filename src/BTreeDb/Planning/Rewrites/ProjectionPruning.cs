using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Drops columns that nothing above needs: tables decode fewer, projections and aggregates compute fewer. Runs last of
/// the rewrites, and removes projections that only rename nothing.
/// </summary>
internal sealed class ProjectionPruning
{
    private readonly Dictionary<SharedTable, HashSet<int>> _readOfTables = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prunes a whole plan that must keep all its columns.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan) =>
        Prune(plan, ColumnReferences.IdsOf(plan.Columns));

    /// <summary>
    /// The places of the columns of a common table that the plans read which have been pruned so far, in their order; at least one.
    /// </summary>
    public ImmutableArray<int> ReadOf(SharedTable table)
    {
        if (!_readOfTables.TryGetValue(table, out var places) || places.Count == 0)
            return [0];
        return [.. places.Order()];
    }

    private LogicalCommonTableScan Note(LogicalCommonTableScan scan, HashSet<ColumnId> required)
    {
        if (!_readOfTables.TryGetValue(scan.Table, out var places))
            _readOfTables.Add(scan.Table, places = []);
        for (var i = 0; i < scan.Columns.Length; i++)
        {
            if (required.Contains(scan.Columns[i].Id))
                places.Add(i);
        }

        return scan;
    }

    private LogicalOperator Prune(LogicalOperator plan, HashSet<ColumnId> required) => plan switch
    {
        LogicalGet get => Prune(get, required),
        LogicalCommonTableScan scan => Note(scan, required),
        LogicalProject project => Prune(project, required),
        LogicalAggregate aggregate => Prune(aggregate, required),
        LogicalWindow window => Prune(window, required),
        LogicalRowsFrom => PlanTree.MapInputs(plan, input => Prune(input, ColumnReferences.IdsOf(input.Columns))),
        LogicalValues values => Prune(values, required),
        LogicalDistinct or LogicalSetOperation or LogicalRecursion =>
            PlanTree.MapInputs(plan, input => Prune(input, ColumnReferences.IdsOf(input.Columns))),
        LogicalApply apply => Prune(apply, required),
        LogicalJoin { Kind: LogicalJoinKind.Mark } join when !required.Contains(join.Mark!.Id) =>
            Prune(join.Left, required),
        LogicalInsert or LogicalUpdate or LogicalDelete or LogicalMerge => PruneInputs(plan, []),
        _ => PruneInputs(plan, required),
    };

    private LogicalOperator PruneInputs(LogicalOperator plan, HashSet<ColumnId> required)
    {
        var needed = new HashSet<ColumnId>(required);
        plan.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        return PlanTree.MapInputs(plan, input => Prune(input, needed));
    }

    private static LogicalGet Prune(LogicalGet get, HashSet<ColumnId> required)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>();
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        for (var i = 0; i < get.TableColumns.Length; i++)
        {
            if (!required.Contains(get.TableColumns[i].Id))
                continue;
            ordinals.Add(get.Ordinals[i]);
            columns.Add(get.TableColumns[i]);
        }
        return get.Narrow(ordinals.ToImmutable(), columns.ToImmutable());
    }

    private LogicalOperator Prune(LogicalProject project, HashSet<ColumnId> required)
    {
        var kept = ImmutableArray.CreateBuilder<BoundProjection>();
        var needed = new HashSet<ColumnId>();
        var isPassThrough = true;
        foreach (var projection in project.Projections)
        {
            // What changes something by being computed is computed, whether or not anybody reads it.
            if (!required.Contains(projection.Column.Id) && !Volatility.IsVolatile(projection.Expression))
                continue;
            kept.Add(projection);
            isPassThrough &= projection.Expression is BoundColumn column && column.Id == projection.Column.Id;
            ColumnReferences.Collect(projection.Expression, needed);
        }
        var input = Prune(project.Input, needed);
        return isPassThrough && HasColumnsOf(input, kept) ? input : new LogicalProject(input, kept.ToImmutable());
    }

    private static bool HasColumnsOf(LogicalOperator input, ImmutableArray<BoundProjection>.Builder projections)
    {
        if (input.Columns.Length != projections.Count)
            return false;
        for (var i = 0; i < projections.Count; i++)
        {
            if (input.Columns[i].Id != projections[i].Column.Id)
                return false;
        }
        return true;
    }

    /// <summary>Group keys stay, they make the groups; an aggregate that nobody reads goes.</summary>
    private LogicalAggregate Prune(LogicalAggregate aggregate, HashSet<ColumnId> required)
    {
        var kept = aggregate.Aggregates.RemoveAll(candidate => !required.Contains(candidate.Output));
        var pruned = new LogicalAggregate(aggregate.Input, aggregate.GroupKeys, kept) { EmptySets = aggregate.EmptySets };
        return (LogicalAggregate)PruneInputs(pruned, []);
    }

    private LogicalOperator Prune(LogicalWindow window, HashSet<ColumnId> required)
    {
        var kept = window.Window.Functions.RemoveAll(call => !required.Contains(call.Output));
        if (kept.IsEmpty)
            return Prune(window.Input, required);
        return PruneInputs(new LogicalWindow(window.Input, window.Window with { Functions = kept }), required);
    }

    private static LogicalValues Prune(LogicalValues values, HashSet<ColumnId> required)
    {
        var places = new List<int>();
        for (var i = 0; i < values.Output.Length; i++)
        {
            if (required.Contains(values.Output[i].Id))
                places.Add(i);
        }
        if (places.Count == values.Output.Length)
            return values;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<BoundExpression>>(values.Rows.Length);
        foreach (var row in values.Rows)
            rows.Add(Pick(row, places));
        return new LogicalValues(rows.MoveToImmutable(), Pick(values.Output, places));
    }

    private static ImmutableArray<T> Pick<T>(ImmutableArray<T> items, List<int> places)
    {
        var picked = ImmutableArray.CreateBuilder<T>(places.Count);
        foreach (var place in places)
            picked.Add(items[place]);
        return picked.MoveToImmutable();
    }

    /// <summary>
    /// The left side must deliver what the right side refers to; the right side of a subquery keeps its only column
    /// unless only the existence of rows counts.
    /// </summary>
    private LogicalApply Prune(LogicalApply apply, HashSet<ColumnId> required)
    {
        var needed = new HashSet<ColumnId>(required);
        apply.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        var right = apply.Kind switch
        {
            ApplyKind.Exists => [],
            ApplyKind.Cross or ApplyKind.Outer => needed,
            _ => ColumnReferences.IdsOf(apply.Right.Columns),
        };
        var prunedRight = Prune(apply.Right, right);
        needed.UnionWith(ColumnReferences.OuterOf(prunedRight));
        return (LogicalApply)apply.WithInputs([Prune(apply.Left, needed), prunedRight]);
    }
}
