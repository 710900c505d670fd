using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads the one row that a full key names, or the rows of many such keys at once.</summary>
internal sealed class PointReader(PointLookupPlan plan) : TableReader(plan)
{
    private PointRead? _read;
    private KeyLookups? _lookups;
    private Table? _lookedUp;
    private bool _isPending;

    /// <summary>Whether each left row of a join has one key at most, so that they can be looked up together.</summary>
    public bool HasOneKeyARow => !((PointLookupPlan)Plan).Condition!.HasLists;

    /// <summary>Look-ups of many keys, which <see cref="ReadFound"/> reads.</summary>
    public KeyLookups Lookups => _lookups ??= new KeyLookups(
        _lookedUp!, ((PointLookupPlan)Plan).Index, Plan.Ordinals.AsSpan(), Plan.WithRowKey);

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

    /// <summary>The next rows of <see cref="Lookups"/>; null when there is none any more.</summary>
    public Batch? ReadFound() => _lookups!.Next(Access) ? _lookups.Output : null;

    /// <inheritdoc/>
    public override void End() => _isPending = false;

    /// <inheritdoc/>
    public override void Dispose() => _read?.Dispose();

    /// <inheritdoc/>
    protected override void Make(Table table)
    {
        _read?.Dispose();
        (_lookups, _lookedUp) = (null, table);
        _read = new PointRead(table, ((PointLookupPlan)Plan).Index, Plan.Ordinals.AsSpan(), Plan.WithRowKey);
    }
}
