namespace BTreeDb.Transactions;

/// <summary>What became of an insert.</summary>
internal enum InsertOutcome
{
    /// <summary>The record is there.</summary>
    Inserted,

    /// <summary>The key exists already, committed or by the same transaction; nothing has changed.</summary>
    DuplicateKey,
}
