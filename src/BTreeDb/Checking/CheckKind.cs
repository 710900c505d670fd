namespace BTreeDb.Checking;

/// <summary>What a check compares; the first column of a finding.</summary>
internal enum CheckKind
{
    /// <summary>A page cannot be read: checksum, number or layout.</summary>
    Page,

    /// <summary>Pages of a tree do not fit together: order, fences, separators, links, chains.</summary>
    Tree,

    /// <summary>The allocation map does not agree with what trees link to.</summary>
    Allocation,

    /// <summary>Rows cannot be decoded.</summary>
    Table,

    /// <summary>An index does not agree with its table.</summary>
    Index,

    /// <summary>The catalog contradicts itself.</summary>
    Catalog,
}
