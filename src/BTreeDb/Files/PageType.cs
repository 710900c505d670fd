namespace BTreeDb.Files;

/// <summary>What a page holds, as written in its header.</summary>
internal enum PageType : byte
{
    /// <summary>Nothing: never used, or given back.</summary>
    Free = 0,

    /// <summary>One of the two copies of the meta page.</summary>
    Meta = 1,

    /// <summary>A bitmap of used pages.</summary>
    AllocationMap = 2,

    /// <summary>Records of a B+tree.</summary>
    Leaf = 3,

    /// <summary>Separators and children of a B+tree.</summary>
    Interior = 4,

    /// <summary>Part of a value that is too big for a leaf.</summary>
    Overflow = 5,
}
