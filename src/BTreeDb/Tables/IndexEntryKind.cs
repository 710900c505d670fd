namespace BTreeDb.Tables;

/// <summary>What a row's entry in an index looks like (R3).</summary>
internal enum IndexEntryKind
{
    /// <summary>There is none: the row does not satisfy the condition of a partial index.</summary>
    None,

    /// <summary>The clustered key is part of the entry's key.</summary>
    WithRowKey,

    /// <summary>The clustered key is the entry's value, so that duplicates meet.</summary>
    Unique,
}
