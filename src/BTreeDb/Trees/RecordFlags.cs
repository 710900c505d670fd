namespace BTreeDb.Trees;

/// <summary>What a leaf's slot says about its record. Three bits on disk.</summary>
[Flags]
internal enum RecordFlags : byte
{
    /// <summary>A plain record with its value in the page.</summary>
    None = 0,

    /// <summary>
    /// Nothing older exists: before the transaction that stamped the record there was no record of this key. Whoever
    /// must not see that transaction need not look for older versions.
    /// </summary>
    Fresh = 1,

    /// <summary>The value is a reference to an overflow chain (<see cref="OverflowReference"/>).</summary>
    Overflow = 2,

    /// <summary>The record was deleted by the transaction that stamped it and waits to be purged.</summary>
    Ghost = 4,
}
