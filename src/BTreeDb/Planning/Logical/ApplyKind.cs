namespace BTreeDb.Planning.Logical;

/// <summary>What a dependent join does with the rows that its right side yields for a left row.</summary>
internal enum ApplyKind
{
    /// <summary>Adds the only value of at most one row; NULL without a row, 21000 with more.</summary>
    Scalar,

    /// <summary>Adds whether there is a row.</summary>
    Exists,

    /// <summary>Adds whether the comparison is true for any row, in three-valued logic.</summary>
    Any,

    /// <summary>Adds whether the comparison is true for all rows, in three-valued logic.</summary>
    All,

    /// <summary>Pairs the left row with each row.</summary>
    Cross,

    /// <summary>As <see cref="Cross"/>; a left row without any row is kept with NULLs.</summary>
    Outer,
}
