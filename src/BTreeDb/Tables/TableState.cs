using BTreeDb.Catalog;

namespace BTreeDb.Tables;

/// <summary>What belongs to a table whatever version its definition has: lock, row ids, row count.</summary>
internal sealed class TableState(ObjectId id, RowCounter rows)
{
    /// <summary>The table's object id.</summary>
    public ObjectId Id { get; } = id;

    /// <summary>The approximate row count.</summary>
    public RowCounter Rows { get; } = rows;

    /// <summary>Hidden row ids.</summary>
    public RowIdAllocator RowIds { get; } = new();

    /// <summary>Writers against definitions.</summary>
    public TableLock Lock { get; } = new(id.Value);
}
