using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog.SystemRelations;

namespace BTreeDb.Catalog;

/// <summary>
/// One state of all schema objects. Immutable: a change makes a new snapshot that shares what it did not touch, so that a
/// transaction keeps the one that belongs to its snapshot of the data, and its own uncommitted changes stay its own.
/// </summary>
internal sealed class CatalogSnapshot : ICatalogView
{
    /// <summary>The schema in which names without one are found and made.</summary>
    public const string DefaultSchema = "public";

    private static long LastVersion;

    private readonly ImmutableDictionary<RelationName, object> _relations;
    private readonly ImmutableDictionary<ObjectId, object> _objects;
    private readonly RowCounts _rowCounts;

    private CatalogSnapshot(
        ImmutableDictionary<RelationName, object> relations,
        ImmutableDictionary<ObjectId, object> objects,
        RowCounts rowCounts,
        ulong number,
        uint nextObjectId)
    {
        _relations = relations;
        _objects = objects;
        _rowCounts = rowCounts;
        Number = number;
        NextObjectId = nextObjectId;
        Version = (ulong)Interlocked.Increment(ref LastVersion);
    }

    /// <summary>
    /// Unique in the process, also for states that are never committed: what is cached under it is never taken for another
    /// state's.
    /// </summary>
    public ulong Version { get; }

    /// <summary>The number of the committed change that made this state; stored in the catalog, where snapshots see it.</summary>
    public ulong Number { get; }

    /// <summary>The object id that the next new object gets.</summary>
    public uint NextObjectId { get; }

    /// <summary>The row counters, shared by all snapshots of a database.</summary>
    public RowCounts RowCounts => _rowCounts;

    /// <summary>All tables, ordered by schema and name.</summary>
    public ImmutableArray<TableSchema> Tables =>
        Ordered<TableSchema>(static (a, b) => Compare(a.SchemaName, a.Name, b.SchemaName, b.Name));

    /// <summary>All views, ordered by schema and name.</summary>
    public ImmutableArray<ViewSchema> Views =>
        Ordered<ViewSchema>(static (a, b) => Compare(a.SchemaName, a.Name, b.SchemaName, b.Name));

    /// <summary>A catalog without objects.</summary>
    public static CatalogSnapshot CreateEmpty(RowCounts rowCounts, ulong number, uint nextObjectId) =>
        new(ImmutableDictionary<RelationName, object>.Empty, ImmutableDictionary<ObjectId, object>.Empty,
            rowCounts, number, nextObjectId);

    /// <inheritdoc/>
    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        table = Find(schema, name) as TableSchema;
        return table is not null;
    }

    /// <inheritdoc/>
    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view)
    {
        view = Find(schema, name) as ViewSchema;
        return view is not null;
    }

    /// <inheritdoc/>
    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index)
    {
        index = Find(schema, name) as IndexSchema;
        return index is not null;
    }

    /// <inheritdoc/>
    public bool TryGetSystemTable(string? schema, string name, [NotNullWhen(true)] out SystemTableSchema? table)
    {
        table = SystemRelationIndex.TryFind(schema, name, out var relation) ? relation.Schema : null;
        return table is not null;
    }

    /// <summary>Finds the table whose primary key has this name.</summary>
    public bool TryGetPrimaryKey(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        table = (Find(schema, name) as PrimaryKeyEntry)?.Table;
        return table is not null;
    }

    /// <summary>Whether a table, a view, an index or a primary key has this name.</summary>
    public bool HasRelation(string? schema, string name) => Find(schema, name) is not null;

    /// <summary>Finds a table by its id.</summary>
    public bool TryGetTable(ObjectId id, [NotNullWhen(true)] out TableSchema? table)
    {
        table = _objects.GetValueOrDefault(id) as TableSchema;
        return table is not null;
    }

    /// <inheritdoc/>
    public double EstimateRowCount(ObjectId table) => _rowCounts.Get(table).Rows;

    /// <summary>The views that refer to an object, itself not counted.</summary>
    public ImmutableArray<ViewSchema> FindDependents(ObjectId referenced)
    {
        var found = ImmutableArray.CreateBuilder<ViewSchema>();
        foreach (var view in Views)
        {
            if (view.References.Contains(referenced))
                found.Add(view);
        }

        return found.ToImmutable();
    }

    /// <summary>The same state under another number or with other object ids taken.</summary>
    public CatalogSnapshot With(ulong number, uint nextObjectId) =>
        new(_relations, _objects, _rowCounts, number, nextObjectId);

    /// <summary>The state with a table added, or one of the same id replaced; its indexes follow the definition.</summary>
    public CatalogSnapshot WithTable(TableSchema table)
    {
        var relations = _relations;
        if (TryGetTable(table.Id, out var old))
            relations = RemoveNames(relations, old);
        relations = relations.SetItem(new RelationName(table.SchemaName, table.Name), table);
        if (table.PrimaryKeyName is { } key)
            relations = relations.SetItem(new RelationName(table.SchemaName, key), new PrimaryKeyEntry(table));
        foreach (var index in table.Indexes)
            relations = relations.SetItem(new RelationName(table.SchemaName, index.Name), index);
        return new(relations, _objects.SetItem(table.Id, table), _rowCounts, Number, NextObjectId);
    }

    /// <summary>The state without a table and its indexes.</summary>
    public CatalogSnapshot WithoutTable(TableSchema table) =>
        new(RemoveNames(_relations, table), _objects.Remove(table.Id), _rowCounts, Number, NextObjectId);

    /// <summary>The state with a view added, or one of the same id replaced.</summary>
    public CatalogSnapshot WithView(ViewSchema view) =>
        new(_relations.SetItem(new RelationName(view.SchemaName, view.Name), view), _objects.SetItem(view.Id, view),
            _rowCounts, Number, NextObjectId);

    /// <summary>The state without a view.</summary>
    public CatalogSnapshot WithoutView(ViewSchema view) =>
        new(_relations.Remove(new RelationName(view.SchemaName, view.Name)), _objects.Remove(view.Id),
            _rowCounts, Number, NextObjectId);

    private static ImmutableDictionary<RelationName, object> RemoveNames(
        ImmutableDictionary<RelationName, object> relations, TableSchema table)
    {
        relations = relations.Remove(new RelationName(table.SchemaName, table.Name));
        if (table.PrimaryKeyName is { } key)
            relations = relations.Remove(new RelationName(table.SchemaName, key));
        foreach (var index in table.Indexes)
            relations = relations.Remove(new RelationName(table.SchemaName, index.Name));
        return relations;
    }

    private static int Compare(string schema, string name, string otherSchema, string otherName)
    {
        var order = string.CompareOrdinal(schema, otherSchema);
        return order != 0 ? order : string.CompareOrdinal(name, otherName);
    }

    private object? Find(string? schema, string name) =>
        _relations.GetValueOrDefault(new RelationName(schema ?? DefaultSchema, name));

    private ImmutableArray<T> Ordered<T>(Comparison<T> comparison)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var (_, value) in _objects)
        {
            if (value is T wanted)
                found.Add(wanted);
        }

        found.Sort(comparison);
        return found.ToImmutable();
    }

    /// <summary>A primary key has a name among the relations, as the index that it is in PostgreSQL.</summary>
    private sealed record PrimaryKeyEntry(TableSchema Table);
}
