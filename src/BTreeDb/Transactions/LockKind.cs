namespace BTreeDb.Transactions;

/// <summary>What kind of thing a lock is on.</summary>
internal enum LockKind
{
    /// <summary>Nothing that could be named.</summary>
    None,

    /// <summary>A record of a tree: locked by the stamp of the transaction that changed it, or in the table of row locks.</summary>
    Row,

    /// <summary>A table, or the catalog, whose number is 0.</summary>
    Relation,

    /// <summary>A number of the application's choice.</summary>
    Advisory,

    /// <summary>A pair of such numbers.</summary>
    AdvisoryPair,
}
