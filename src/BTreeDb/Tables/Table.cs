using BTreeDb.Catalog;

namespace BTreeDb.Tables;

/// <summary>A table under one version of its definition: its row layout, its clustered tree and its indexes.</summary>
internal sealed class Table
{
    /// <summary>The definition.</summary>
    public TableSchema Schema => throw new NotSupportedException();
}
