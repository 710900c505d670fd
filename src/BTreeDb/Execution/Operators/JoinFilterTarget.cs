using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Execution.Operators;

/// <summary>The scan that can test rows for a hash join above it.</summary>
/// <param name="Scan">The scan, somewhere on the probe side.</param>
/// <param name="Ordinals">The table columns that are the join's key.</param>
internal readonly record struct JoinFilterTarget(TableScanPlan Scan, int[] Ordinals)
{
    /// <summary>Smaller scans are over before a filter pays.</summary>
    private const double RowsMin = 20_000;

    /// <summary>
    /// Finds it; null where rows without partner are kept, where the key is computed, or where filtering would not pay.
    /// </summary>
    public static JoinFilterTarget? Of(HashJoinPlan join)
    {
        if (join.Kind is not (JoinMethodKind.Inner or JoinMethodKind.Semi or JoinMethodKind.Right) || join.LeftKeys.IsEmpty)
            return null;
        var keys = new ColumnId[join.LeftKeys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (join.LeftKeys[i] is not BoundColumn column)
                return null;
            keys[i] = column.Id;
        }

        return Below(join.Left, keys) is { } target && target.Scan.Estimate.Rows >= RowsMin
            && target.Scan.Estimate.Rows >= 2 * join.Right.Estimate.Rows
            ? target
            : null;
    }

    /// <summary>Goes down as long as each row above comes of one row below, which has the key in its columns.</summary>
    private static JoinFilterTarget? Below(PhysicalPlan plan, ColumnId[] keys) => plan switch
    {
        TableScanPlan scan => InScan(scan, keys),
        FilterPlan or SortPlan => Below(plan.Inputs[0], keys),
        ProjectPlan project => BelowProjections(project.Projections, project.Input, keys),
        HashAggregatePlan { EmptySets.IsEmpty: true, GroupKeys.IsEmpty: false } or GroupAggregatePlan =>
            BelowProjections(((AggregatePlan)plan).GroupKeys, plan.Inputs[0], keys),
        JoinPlan { Kind: JoinMethodKind.Inner or JoinMethodKind.Left or JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark } join =>
            Below(join.Left, keys),
        _ => null,
    };

    private static JoinFilterTarget? BelowProjections(
        ImmutableArray<BoundProjection> projections, PhysicalPlan input, ColumnId[] keys)
    {
        var sources = new ColumnId[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var place = IndexOf(projections, keys[i]);
            if (place < 0 || projections[place].Expression is not BoundColumn source)
                return null;
            sources[i] = source.Id;
        }

        return Below(input, sources);
    }

    private static int IndexOf(ImmutableArray<BoundProjection> projections, ColumnId id)
    {
        for (var i = 0; i < projections.Length; i++)
        {
            if (projections[i].Column.Id == id)
                return i;
        }

        return -1;
    }

    private static JoinFilterTarget? InScan(TableScanPlan scan, ColumnId[] keys)
    {
        var ordinals = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var place = -1;
            for (var j = 0; j < scan.Ordinals.Length; j++)
                place = scan.Columns[j].Id == keys[i] ? j : place;
            if (place < 0)
                return null;
            ordinals[i] = scan.Ordinals[place];
        }

        return new JoinFilterTarget(scan, ordinals);
    }
}
