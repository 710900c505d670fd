namespace BTreeDb.Binding.Collations;

/// <summary>Where the collation of an expression comes from; what is stronger prevails.</summary>
internal enum CollationStrength
{
    /// <summary>The expression is no text.</summary>
    None,

    /// <summary>From a column, or the default.</summary>
    Implicit,

    /// <summary>Columns of different collations are in it: it cannot be compared without COLLATE.</summary>
    Conflict,

    /// <summary>From COLLATE.</summary>
    Explicit,
}
