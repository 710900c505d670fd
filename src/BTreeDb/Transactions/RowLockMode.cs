namespace BTreeDb.Transactions;

/// <summary>The modes of row locks, weakest first. Each mode's conflicts are a superset of the one's before it.</summary>
internal enum RowLockMode
{
    /// <summary>Against deletion and changes of the key only; what a foreign key needs of the row that it refers to.</summary>
    KeyShare,

    /// <summary>Against all changes, together with others.</summary>
    Share,

    /// <summary>That of an UPDATE which leaves the key alone.</summary>
    NoKeyUpdate,

    /// <summary>That of a DELETE.</summary>
    Update,
}
