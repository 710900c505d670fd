namespace BTreeDb.Transactions;

/// <summary>What became of the wish to lock a row.</summary>
internal enum RowLockOutcome
{
    /// <summary>The transaction holds the lock until it ends or rolls back behind it.</summary>
    Locked,

    /// <summary>Somebody else is in the way, and the transaction did not want to wait.</summary>
    Unavailable,

    /// <summary>The transaction has deleted the row itself.</summary>
    Gone,
}
