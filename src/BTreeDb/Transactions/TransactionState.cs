namespace BTreeDb.Transactions;

/// <summary>Where a transaction stands.</summary>
internal enum TransactionState
{
    /// <summary>It may read and write.</summary>
    Active,

    /// <summary>Its commit is being made durable; it may do nothing more.</summary>
    Committing,

    /// <summary>It has committed.</summary>
    Committed,

    /// <summary>It is rolled back.</summary>
    RolledBack,
}
