using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads ranges of an index.</summary>
internal sealed class IndexReader(IndexScanPlan plan) : TableReader(plan)
{
    private IndexScan? _scan;

    /// <inheritdoc/>
    protected override ImmutableArray<IndexColumn> Key => ((IndexScanPlan)Plan).Index.Columns;

    /// <inheritdoc/>
    public override void Start(bool isBounded) => _scan!.Open(Access, isBounded ? Bounds : null);

    /// <inheritdoc/>
    public override Batch? Next() => _scan!.Next() ? _scan.Output : null;

    /// <inheritdoc/>
    public override void End() => _scan?.Close();

    /// <inheritdoc/>
    public override void Dispose() => _scan?.Dispose();

    /// <inheritdoc/>
    protected override void Make(Table table)
    {
        var index = (IndexScanPlan)Plan;
        _scan?.Dispose();
        _scan = new IndexScan(table, index.Index, Plan.Ordinals.AsSpan(), Plan.WithRowKey, index.IsReverse);
    }
}
