namespace BTreeDb.Transactions;

/// <summary>What a reader makes of a version's stamp.</summary>
internal enum Judgement
{
    /// <summary>The version is seen.</summary>
    Seen,

    /// <summary>Its transaction runs, or committed after the snapshot.</summary>
    NotSeen,

    /// <summary>Its transaction has ended since the page was read, maybe by rollback: read the page again.</summary>
    Stale,
}
