using System.Collections.Immutable;
using BTreeDb.Primitives;

namespace BTreeDb.Catalog;

/// <summary>The records of a table, put together when all are in.</summary>
internal sealed record StoredTable(
    ObjectId Schema, string Name, TreeId Tree, int SchemaVersion, ulong DefinedIn, string? PrimaryKeyName, int FirstVersion)
{
    public List<(ColumnSchema Column, StoredType Type)> Columns { get; } = [];

    public List<(DroppedColumn Column, StoredType Type)> Dropped { get; } = [];

    public List<IndexSchema> Indexes { get; } = [];

    public List<(ObjectId Index, IndexColumn Column)> KeyColumns { get; } = [];

    public List<CheckConstraintSchema> Checks { get; } = [];

    public List<ObjectId> References { get; } = [];

    public MaterializedQuery? Materialized { get; set; }

    /// <summary>The table.</summary>
    public TableSchema Build(ObjectId id, string schema, StoredTypes types, IndexRecords details)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>(Columns.Count);
        foreach (var (column, type) in Columns)
        {
            if (column.Ordinal != columns.Count)
                throw CatalogErrors.Corrupt($"a column of table {id.Value} is missing");
            columns.Add(column with { Type = types.Resolve(type) });
        }

        var dropped = ImmutableArray.CreateBuilder<DroppedColumn>(Dropped.Count);
        foreach (var (column, _) in Dropped)
            dropped.Add(column);
        var indexes = ImmutableArray.CreateBuilder<IndexSchema>(Indexes.Count);
        foreach (var index in Indexes)
            indexes.Add(details.Complete(index with { Columns = KeyOf(index.Id) }, types));
        return new(
            id, schema, Name, Tree, SchemaVersion, columns.MoveToImmutable(), KeyOf(default), PrimaryKeyName,
            indexes.MoveToImmutable(), [.. Checks])
        {
            DefinedIn = DefinedIn,
            FirstVersion = FirstVersion,
            Dropped = dropped.MoveToImmutable(),
            Materialized = Materialized is null ? null : Materialized with { References = [.. References] },
        };
    }

    private ImmutableArray<IndexColumn> KeyOf(ObjectId index)
    {
        var key = ImmutableArray.CreateBuilder<IndexColumn>();
        foreach (var (owner, column) in KeyColumns)
        {
            if (owner != index)
                continue;
            if (column.Ordinal >= Columns.Count)
                throw CatalogErrors.Corrupt("a key column does not exist");
            key.Add(column);
        }

        return key.ToImmutable();
    }
}
