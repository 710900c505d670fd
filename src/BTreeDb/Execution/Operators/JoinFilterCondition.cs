using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Has a scan pass over rows that a join above would find no partner for.</summary>
/// <param name="filter">The filter, which the join fills before the scan begins.</param>
/// <param name="ordinals">The table columns that are the join's key, in the key's order.</param>
internal sealed class JoinFilterCondition(JoinFilter filter, int[] ordinals) : ScanCondition(ordinals)
{
    private readonly ulong[] _hashes = new ulong[Batch.DefaultCapacity];

    /// <inheritdoc/>
    public override bool IsActive => filter.IsActive;

    /// <inheritdoc/>
    public override void Select(Batch batch)
    {
        for (var i = 0; i < batch.Columns.Length; i++)
            VectorHash.Column(batch.Columns[i], batch, _hashes, combine: i > 0);
        filter.Select(batch, _hashes);
    }
}
