using System.Collections.Immutable;

namespace BTreeDb.Tables;

/// <summary>What a transaction had locked and counted at some moment.</summary>
internal struct TableAccessMark
{
    /// <summary>How many locks it held; they are given back in the reverse order.</summary>
    public int Locks;

    /// <summary>Whether it had changed any table.</summary>
    public bool HasFirst;

    /// <summary>What it had changed in the first table; of many transactions the only one.</summary>
    public RowChanges First;

    /// <summary>What it had changed in other tables.</summary>
    public ImmutableArray<RowChanges> Others;
}
