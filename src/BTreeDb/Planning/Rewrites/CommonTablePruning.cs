using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>Drops the columns of common tables that none of their references reads.</summary>
internal sealed class CommonTablePruning(ProjectionPruning pruning)
{
    private readonly Dictionary<SharedTable, ImmutableArray<int>> _kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>Narrows a table after all plans that read it have been pruned.</summary>
    public void Narrow(SharedTable table)
    {
        if (table.IsChange || table.Plan.Columns.IsEmpty)
            return;
        var places = pruning.ReadOf(table);
        if (places.Length == table.Plan.Columns.Length)
            return;
        _kept.Add(table, places);
        table.Plan = new LogicalProject(table.Plan, Projection.PassThrough(Pick(table.Plan.Columns, places)));
    }

    /// <summary>Gives the references in a plan the columns that are left of their tables.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        if (_kept.Count == 0)
            return plan;
        return plan is LogicalCommonTableScan scan && _kept.TryGetValue(scan.Table, out var places)
            ? scan with { Output = Pick(scan.Output, places) }
            : PlanTree.MapInputs(plan, Rewrite);
    }

    private static ImmutableArray<BoundColumnDefinition> Pick(ImmutableArray<BoundColumnDefinition> columns, ImmutableArray<int> places)
    {
        var picked = ImmutableArray.CreateBuilder<BoundColumnDefinition>(places.Length);
        foreach (var place in places)
            picked.Add(columns[place]);
        return picked.MoveToImmutable();
    }
}
