namespace BTreeDb.Engine;

/// <summary>Where a session stands between statements.</summary>
internal enum SessionTransactionStatus
{
    /// <summary>Each statement is its own transaction.</summary>
    Idle,

    /// <summary>BEGIN has been said.</summary>
    InTransaction,

    /// <summary>A statement of the transaction failed: only ROLLBACK (or COMMIT, which rolls back) is heard.</summary>
    Failed,
}
