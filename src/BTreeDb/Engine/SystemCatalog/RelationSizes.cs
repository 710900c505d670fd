using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Trees;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>
/// How many bytes relations take. The rows of a table lie in the tree of its primary key, which therefore has no size of its
/// own; what lies in the system's own tree, such as sequences, has none either.
/// </summary>
internal readonly struct RelationSizes(TreeStore store, CancellationToken cancellation)
{
    /// <summary>The tree of a table without its long values, or that of an index.</summary>
    public long Relation(RelationEntry relation) => relation switch
    {
        { Index: { } index } => Bytes(new TreeSize(store, index.Tree).CountPages()),
        { Table: { } table, Kind: not 'i' } => Bytes(new TreeSize(store, table.Tree).CountPages()),
        _ => 0,
    };

    /// <summary>A table with its long values.</summary>
    public long Table(RelationEntry relation) => relation is { Table: { } table, Kind: not 'i' }
        ? Relation(relation) + Bytes(new TreeSize(store, table.Tree).CountOverflowPages(cancellation))
        : Relation(relation);

    /// <summary>The indexes of a table.</summary>
    public long Indexes(RelationEntry relation)
    {
        long bytes = 0;
        if (relation is not { Table: { } table, Kind: not 'i' })
            return bytes;
        foreach (var index in table.Indexes)
            bytes += Bytes(new TreeSize(store, index.Tree).CountPages());
        return bytes;
    }

    private long Bytes(long pages) => pages * store.PageSize;
}
