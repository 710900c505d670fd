namespace BTreeDb.Trees;

/// <summary>
/// What a page change in the log does. The numbers are on disk. Multi-byte numbers are little endian; "rest" runs to
/// the end of the payload. Slots are named by index: redo meets exactly the page that the change met.
/// </summary>
internal enum TreePageOperation : byte
{
    /// <summary>Insert a record: u16 slot, u8 flags, u48 stamp, u16 suffix length, suffix, value (rest).</summary>
    LeafInsert = 1,

    /// <summary>Replace a record's value: u16 slot, u8 flags, u48 stamp, value (rest).</summary>
    LeafReplace = 2,

    /// <summary>Take records away: u16 slots, descending (rest).</summary>
    LeafRemove = 3,

    /// <summary>The whole page without its gap: u16 end of the slots, bytes 4 up to there, heap (rest).</summary>
    NodeImage = 4,

    /// <summary>Keep the lower part after a split: u16 slots kept, u32 right sibling, separator (rest).</summary>
    SplitTruncate = 5,

    /// <summary>A child was split: u16 index of the child, u32 new right page, separator (rest).</summary>
    InteriorInsert = 6,

    /// <summary>A child was merged into the one before it: u16 index of the separator between them.</summary>
    InteriorRemove = 7,

    /// <summary>Change a leaf's left link: u32 page.</summary>
    SetLeftSibling = 8,

    /// <summary>Mark pages as used or free: u8 1 if used, then u32 bit indexes (rest).</summary>
    AllocationBits = 9,

    /// <summary>Make an empty allocation map page: no payload.</summary>
    FormatAllocationMap = 10,

    /// <summary>Make the page free: no payload.</summary>
    FreePage = 11,

    /// <summary>A page of an overflow chain: u32 tree, u32 next page, data (rest).</summary>
    OverflowImage = 12,

    /// <summary>Note on an allocation map page that the next one exists: no payload.</summary>
    ChainAllocationMap = 13,

    /// <summary>Make a record a ghost that keeps its value's bytes: u16 slot, u8 flags, u48 stamp.</summary>
    LeafErase = 14,
}
