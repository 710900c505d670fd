using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads ranges of the clustered tree, or the rows in them that satisfy conditions.</summary>
internal sealed class ClusteredReader(TableScanPlan plan, params ScanCondition[] conditions) : TableReader(plan)
{
    private TableScan? _scan;
    private Table? _table;

    /// <inheritdoc/>
    protected override ImmutableArray<IndexColumn> Key => Plan.Table.PrimaryKey;

    /// <inheritdoc/>
    public override void Prepare(StatementContext context)
    {
        base.Prepare(context);
        foreach (var condition in conditions)
        {
            if (condition is CompiledScanCondition compiled)
                compiled.Context = context;
        }
    }

    /// <inheritdoc/>
    public override void Start(bool isBounded) => _scan!.Open(Access, isBounded ? Bounds : null);

    /// <summary>Divides the table into parts for several readers.</summary>
    public ScanMorsels Divide() => ScanMorsels.Of(_table!);

    /// <summary>Starts to read a part that <see cref="Divide"/> made, if there is one left.</summary>
    public bool TryStart(ScanMorsels morsels)
    {
        if (!morsels.TryTake(out var lower, out var upper))
            return false;
        _scan!.OpenMorsel(Access, lower, upper);
        return true;
    }

    /// <inheritdoc/>
    public override Batch? Next() => _scan!.Next() ? _scan.Output : null;

    /// <inheritdoc/>
    public override void End() => _scan?.Close();

    /// <inheritdoc/>
    public override void Dispose() => _scan?.Dispose();

    /// <inheritdoc/>
    protected override void Make(Table table)
    {
        _table = table;
        _scan?.Dispose();
        _scan = new TableScan(table, Plan.Ordinals.AsSpan(), Plan.WithRowKey, ((TableScanPlan)Plan).IsReverse, conditions);
    }
}
