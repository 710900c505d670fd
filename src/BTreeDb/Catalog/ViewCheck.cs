namespace BTreeDb.Catalog;

/// <summary>WITH CHECK OPTION of an updatable view. Stored: never renumber.</summary>
internal enum ViewCheck : short
{
    None = 0,

    /// <summary>New rows satisfy the view's own condition.</summary>
    Local = 1,

    /// <summary>And those of all views below it.</summary>
    Cascaded = 2,
}
