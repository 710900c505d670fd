namespace BTreeDb.Tables;

/// <summary>PostgreSQL's modes of table locks, weakest first. Readers take none here: they read by their snapshot.</summary>
internal enum TableLockStrength
{
    /// <summary>Against a definer only.</summary>
    AccessShare,

    /// <summary>That of SELECT FOR UPDATE and its kin.</summary>
    RowShare,

    /// <summary>That of INSERT, UPDATE and DELETE.</summary>
    RowExclusive,

    /// <summary>Against itself and all above.</summary>
    ShareUpdateExclusive,

    /// <summary>Against writers, together with others of its kind.</summary>
    Share,

    /// <summary>Against writers and itself.</summary>
    ShareRowExclusive,

    /// <summary>Against everything but <see cref="AccessShare"/>.</summary>
    Exclusive,

    /// <summary>That of CREATE, ALTER and DROP: against everything.</summary>
    AccessExclusive,
}
