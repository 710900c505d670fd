namespace BTreeDb.Transactions;

/// <summary>What a transaction did, and so what taking it back means. The numbers are in undo payloads of the log.</summary>
internal enum VersionKind : byte
{
    /// <summary>It inserted a record where nothing was: take it away.</summary>
    Inserted = 1,

    /// <summary>It replaced a record by a newer version: put the older one back.</summary>
    Updated = 2,

    /// <summary>It deleted a record, leaving a ghost: put the older version back.</summary>
    Deleted = 3,

    /// <summary>It allocated a page of an overflow chain: free it.</summary>
    AllocatedPage = 4,

    /// <summary>It created a tree: free its pages.</summary>
    CreatedTree = 5,

    /// <summary>It dropped a tree, whose pages are freed after the commit; never in the log.</summary>
    DroppedTree = 6,

    /// <summary>
    /// It inserted records where none was in between: take away what is its own from the first key to the last, which is in
    /// the place of the replaced value.
    /// </summary>
    InsertedRange = 7,
}
