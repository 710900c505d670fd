namespace BTreeDb.Wal;

/// <summary>What a log record says.</summary>
internal enum LogRecordKind : byte
{
    /// <summary>A change by a transaction: pages to redo and a payload to undo it.</summary>
    Change = 1,

    /// <summary>The undoing of a change; only redone. Its undo-next names what is left to undo.</summary>
    Compensation = 2,

    /// <summary>A change of structure over one or more pages, whole or not at all; only redone.</summary>
    Structure = 3,

    /// <summary>
    /// The transaction has committed. Its payload, if any, names what it made superfluous (pages of old values, of
    /// dropped trees) and what must be freed once nobody can see it.
    /// </summary>
    Commit = 4,

    /// <summary>The transaction is rolled back completely.</summary>
    End = 5,

    /// <summary>A checkpoint's redo position; its payload lists the transactions running there.</summary>
    CheckpointBegin = 6,

    /// <summary>The checkpoint is complete: every earlier change is in the data file.</summary>
    CheckpointEnd = 7,

    /// <summary>
    /// What the transaction's commit has named is freed, whole, by this record's page changes; only redone.
    /// </summary>
    Reclaim = 8,
}
