namespace BTreeDb.Execution.Constraints;

/// <summary>What the columns of a foreign key say in a row.</summary>
internal enum ReferencedKeyKind
{
    /// <summary>Nothing: a NULL lets the row pass.</summary>
    None,

    /// <summary>Some are NULL and some are not, which MATCH FULL forbids.</summary>
    PartlyNull,

    /// <summary>A value that the referenced column cannot hold.</summary>
    Impossible,

    /// <summary>A key.</summary>
    Complete,
}
