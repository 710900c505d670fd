using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>The locks on one row. Guarded by the gate of its stripe.</summary>
internal sealed class RowLock(TreeId tree, byte[] key, uint hash)
{
    /// <summary>The tree of the row.</summary>
    public TreeId Tree { get; } = tree;

    /// <summary>The row's key.</summary>
    public byte[] Key { get; } = key;

    /// <summary>The hash of both.</summary>
    public uint Hash { get; } = hash;

    /// <summary>Another row of the same hash.</summary>
    public RowLock? Next { get; set; }

    /// <summary>Who holds it; a transaction that wanted more later is there twice.</summary>
    public List<RowLockHolder> Holders { get; } = [];
}
