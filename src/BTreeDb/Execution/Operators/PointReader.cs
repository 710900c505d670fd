using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads the one row that a full key names.</summary>
internal sealed class PointReader(PointLookupPlan plan) : TableReader(plan)
{
    private PointRead? _read;
    private bool _isPending;

    /// <inheritdoc/>
    protected override ImmutableArray<IndexColumn> Key => ((PointLookupPlan)Plan).Index?.Columns ?? Plan.Table.PrimaryKey;

    /// <inheritdoc/>
    public override void Start(bool isBounded) => _isPending = true;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isPending)
            return null;
        _isPending = false;
        return _read!.TryRead(Access, Bounds) ? _read.Output : null;
    }

    /// <inheritdoc/>
    public override void End() => _isPending = false;

    /// <inheritdoc/>
    public override void Dispose() => _read?.Dispose();

    /// <inheritdoc/>
    protected override void Make(Table table)
    {
        _read?.Dispose();
        _read = new PointRead(table, ((PointLookupPlan)Plan).Index, Plan.Ordinals.AsSpan(), Plan.WithRowKey);
    }
}
