namespace BTreeDb.Catalog;

/// <summary>What becomes of referencing rows when the key that they refer to goes or changes. Stored: never renumber.</summary>
internal enum ForeignKeyAction : short
{
    /// <summary>An error, unless the key is there again when the constraint is checked.</summary>
    NoAction = 0,

    /// <summary>An error at once.</summary>
    Restrict = 1,

    /// <summary>They are deleted, or follow the new key.</summary>
    Cascade = 2,

    SetNull = 3,
    SetDefault = 4,
}
