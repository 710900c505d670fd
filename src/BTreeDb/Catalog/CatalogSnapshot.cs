using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// One state of all schema objects, seen along a search path. Immutable: a change makes a new snapshot that shares what it
/// did not touch, so that a transaction keeps the one that belongs to its snapshot of the data, and its own uncommitted
/// changes stay its own.
/// </summary>
internal sealed class CatalogSnapshot : ICatalogView
{
    /// <summary>The schema in which names without one are found and made unless a session says otherwise.</summary>
    public const string DefaultSchema = "public";

    private static long LastVersion;

    private readonly CatalogContent _content;
    private readonly RowCounts _rowCounts;

    // The same state along other paths: sessions with equal paths share one, and the plans made under it.
    private readonly ConcurrentDictionary<SearchPath, CatalogSnapshot> _paths;

    private CatalogSnapshot(
        CatalogContent content, RowCounts rowCounts, ulong number, uint nextObjectId, SearchPath path,
        ConcurrentDictionary<SearchPath, CatalogSnapshot>? paths = null)
    {
        _content = content;
        _rowCounts = rowCounts;
        Number = number;
        NextObjectId = nextObjectId;
        Path = path;
        _paths = paths ?? new();
        CurrentSchema = FindCurrentSchema(content, path);
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

    /// <summary>Where names without a schema are looked up.</summary>
    public SearchPath Path { get; }

    /// <summary>The row counters, shared by all snapshots of a database.</summary>
    public RowCounts RowCounts => _rowCounts;

    /// <summary>All tables and materialized views, ordered by schema and name.</summary>
    public ImmutableArray<TableSchema> Tables =>
        Ordered<TableSchema>(static (a, b) => Compare(a.SchemaName, a.Name, b.SchemaName, b.Name));

    /// <summary>All views, ordered by schema and name.</summary>
    public ImmutableArray<ViewSchema> Views =>
        Ordered<ViewSchema>(static (a, b) => Compare(a.SchemaName, a.Name, b.SchemaName, b.Name));

    /// <summary>All sequences, ordered by schema and name.</summary>
    public ImmutableArray<SequenceSchema> Sequences =>
        Ordered<SequenceSchema>(static (a, b) => Compare(a.SchemaName, a.Name, b.SchemaName, b.Name));

    /// <summary>All enums and domains, in no order.</summary>
    public IEnumerable<UserType> Types => _content.Types.Values;

    /// <summary>All routines, in no order.</summary>
    public IEnumerable<RoutineSchema> Routines
    {
        get
        {
            foreach (var sharing in _content.Routines.Values)
            {
                foreach (var routine in sharing)
                    yield return routine;
            }
        }
    }

    /// <summary>The schema in which objects without one are made; null where the path leads to none.</summary>
    public string? CurrentSchema { get; }

    /// <summary>All schemas, in no order.</summary>
    public IEnumerable<NamespaceSchema> Schemas => _content.Schemas.Values;

    /// <summary>All comments by object, in no order.</summary>
    public IEnumerable<KeyValuePair<ObjectId, ImmutableArray<ObjectComment>>> Comments => _content.Comments;

    /// <summary>A catalog without objects.</summary>
    public static CatalogSnapshot CreateEmpty(RowCounts rowCounts, ulong number, uint nextObjectId) =>
        new(CatalogContent.Empty, rowCounts, number, nextObjectId, SearchPath.Default);

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
    public bool TryGetSequence(string? schema, string name, [NotNullWhen(true)] out SequenceSchema? sequence)
    {
        sequence = Find(schema, name) as SequenceSchema;
        return sequence is not null;
    }

    /// <inheritdoc/>
    public bool TryGetType(string? schema, string name, [NotNullWhen(true)] out UserType? type)
    {
        if (schema is not null)
            return _content.Types.TryGetValue(new(Path.Resolve(schema) ?? schema, name), out type);
        foreach (var candidate in Path.Lookup)
        {
            if (_content.Types.TryGetValue(new(candidate, name), out type))
                return true;
        }

        type = null;
        return false;
    }

    /// <inheritdoc/>
    public ImmutableArray<RoutineSchema> FindRoutines(string? schema, string name)
    {
        if (_content.Routines.IsEmpty)
            return [];
        if (schema is not null)
            return _content.Routines.GetValueOrDefault(new(Path.Resolve(schema) ?? schema, name), []);
        var found = ImmutableArray<RoutineSchema>.Empty;
        foreach (var candidate in Path.Lookup)
        {
            if (_content.Routines.TryGetValue(new(candidate, name), out var routines))
                found = found.AddRange(routines);
        }

        return found;
    }

    /// <summary>The collations that users have made, in no order.</summary>
    public IEnumerable<Collation> Collations => _content.Collations.Values;

    /// <inheritdoc/>
    public bool TryGetCollation(string? schema, string name, [NotNullWhen(true)] out Collation? collation)
    {
        if (schema is null && Collation.IdOf(name) is var id and > 0)
        {
            collation = FindCollation(new(id));
            return collation is not null;
        }

        if (schema is null or "pg_catalog" && Collation.TryFind(name, out collation))
            return collation.Id == 0;
        if (schema is not null)
            return _content.Collations.TryGetValue(new(Path.Resolve(schema) ?? schema, name), out collation);
        foreach (var candidate in Path.Lookup)
        {
            if (_content.Collations.TryGetValue(new(candidate, name), out collation))
                return true;
        }

        collation = null;
        return false;
    }

    /// <summary>Finds a collation that a user has made by its id.</summary>
    public Collation? FindCollation(ObjectId id)
    {
        foreach (var collation in Collations)
        {
            if (collation.Id == id.Value)
                return collation;
        }

        return null;
    }

    /// <summary>Finds a routine by its id.</summary>
    public RoutineSchema? FindRoutine(ObjectId id)
    {
        foreach (var routine in Routines)
        {
            if (routine.Id == id)
                return routine;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool HasSchema(string name) => Path.Resolve(name) is { } schema && _content.Schemas.ContainsKey(schema);

    /// <summary>Finds a schema by name.</summary>
    public bool TryGetSchema(string name, [NotNullWhen(true)] out NamespaceSchema? schema) =>
        _content.Schemas.TryGetValue(Path.Resolve(name) ?? name, out schema);

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

    /// <summary>Whether a relation (table, view, sequence, index or primary key) has this name.</summary>
    public bool HasRelation(string? schema, string name) => Find(schema, name) is not null;

    /// <summary>Finds whatever relation has a name: a table, view, sequence, index or primary key's entry.</summary>
    public object? FindRelation(string? schema, string name) => Find(schema, name);

    /// <summary>Finds a table by its id.</summary>
    public bool TryGetTable(ObjectId id, [NotNullWhen(true)] out TableSchema? table)
    {
        table = _content.Objects.GetValueOrDefault(id) as TableSchema;
        return table is not null;
    }

    /// <summary>Finds a view by its id.</summary>
    public bool TryGetView(ObjectId id, [NotNullWhen(true)] out ViewSchema? view)
    {
        view = _content.Objects.GetValueOrDefault(id) as ViewSchema;
        return view is not null;
    }

    /// <summary>Finds a sequence by its id.</summary>
    public bool TryGetSequence(ObjectId id, [NotNullWhen(true)] out SequenceSchema? sequence)
    {
        sequence = _content.Objects.GetValueOrDefault(id) as SequenceSchema;
        return sequence is not null;
    }

    /// <summary>The comments on an object and its parts.</summary>
    public ImmutableArray<ObjectComment> CommentsOf(ObjectId id) => _content.Comments.GetValueOrDefault(id, []);

    /// <inheritdoc/>
    public double EstimateRowCount(ObjectId table) => _rowCounts.Get(table).Rows;

    /// <inheritdoc/>
    public double EstimateResidentShare(double bytes) => Math.Min(1, _rowCounts.PoolBytes / Math.Max(1, bytes));

    /// <inheritdoc/>
    public ColumnStatistics? FindStatistics(TableSchema table, int ordinal) =>
        _rowCounts.Get(table.Id).Statistics is { } statistics && ordinal < statistics.Columns.Length
            && statistics.Columns[ordinal] is { } column && column.Type == table.Columns[ordinal].Type.Id
            ? column
            : null;

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

    /// <summary>The same state along another path.</summary>
    public CatalogSnapshot Along(SearchPath path)
    {
        if (path.Equals(Path))
            return this;
        return _paths.TryGetValue(path, out var known)
            ? known
            : _paths.GetOrAdd(path, p => new(_content, _rowCounts, Number, NextObjectId, p, _paths));
    }

    /// <summary>The same state under another number or with other object ids taken.</summary>
    public CatalogSnapshot With(ulong number, uint nextObjectId) => new(_content, _rowCounts, number, nextObjectId, Path);

    /// <summary>The state with a schema added, or one of the same id renamed.</summary>
    public CatalogSnapshot WithSchema(NamespaceSchema schema) => With(_content.WithSchema(schema));

    /// <summary>The state without a schema.</summary>
    public CatalogSnapshot WithoutSchema(NamespaceSchema schema) => With(_content.WithoutSchema(schema));

    /// <summary>The state with a table added, or one of the same id replaced; its indexes follow the definition.</summary>
    public CatalogSnapshot WithTable(TableSchema table) => With(_content.WithTable(table));

    /// <summary>The state without a table and its indexes.</summary>
    public CatalogSnapshot WithoutTable(TableSchema table) => With(_content.WithoutTable(table));

    /// <summary>The state with a view added, or one of the same id replaced.</summary>
    public CatalogSnapshot WithView(ViewSchema view) =>
        With(_content.WithRelation(view.Id, new(view.SchemaName, view.Name), view));

    /// <summary>The state without a view.</summary>
    public CatalogSnapshot WithoutView(ViewSchema view) =>
        With(_content.WithoutRelation(view.Id, new(view.SchemaName, view.Name)));

    /// <summary>The state with a sequence added, or one of the same id replaced.</summary>
    public CatalogSnapshot WithSequence(SequenceSchema sequence) =>
        With(_content.WithRelation(sequence.Id, new(sequence.SchemaName, sequence.Name), sequence));

    /// <summary>The state without a sequence.</summary>
    public CatalogSnapshot WithoutSequence(SequenceSchema sequence) =>
        With(_content.WithoutRelation(sequence.Id, new(sequence.SchemaName, sequence.Name)));

    /// <summary>The state with a type added, or one of the same id replaced, also in the columns that have it.</summary>
    public CatalogSnapshot WithType(UserType type) => With(_content.WithType(type));

    /// <summary>The state without a type.</summary>
    public CatalogSnapshot WithoutType(UserType type) => With(_content.WithoutType(type));

    /// <summary>The state with a routine added, or the one of the same id replaced.</summary>
    public CatalogSnapshot WithRoutine(RoutineSchema routine) => With(_content.WithRoutine(routine));

    /// <summary>The state without a routine.</summary>
    public CatalogSnapshot WithoutRoutine(RoutineSchema routine) => With(_content.WithoutRoutine(routine));

    /// <summary>The state with a collation added, or the one of the same id replaced.</summary>
    public CatalogSnapshot WithCollation(Collation collation) => With(_content.WithCollation(collation));

    /// <summary>The state without a collation.</summary>
    public CatalogSnapshot WithoutCollation(Collation collation) => With(_content.WithoutCollation(collation));

    /// <summary>The state with other comments on an object.</summary>
    public CatalogSnapshot WithComments(ObjectId id, ImmutableArray<ObjectComment> comments) =>
        With(_content.WithComments(id, comments));

    private static int Compare(string schema, string name, string otherSchema, string otherName)
    {
        var order = string.CompareOrdinal(schema, otherSchema);
        return order != 0 ? order : string.CompareOrdinal(name, otherName);
    }

    private static string? FindCurrentSchema(CatalogContent content, SearchPath path)
    {
        foreach (var candidate in path.Schemas)
        {
            if (path.Resolve(candidate) is { } name && content.Schemas.ContainsKey(name))
                return name;
        }

        return null;
    }

    private CatalogSnapshot With(CatalogContent content) => new(content, _rowCounts, Number, NextObjectId, Path);

    private object? Find(string? schema, string name)
    {
        if (schema is not null)
            return _content.Relations.GetValueOrDefault(new(Path.Resolve(schema) ?? schema, name));
        foreach (var candidate in Path.Lookup)
        {
            if (_content.Relations.TryGetValue(new(candidate, name), out var found))
                return found;
        }

        return null;
    }

    private ImmutableArray<T> Ordered<T>(Comparison<T> comparison)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var (_, value) in _content.Objects)
        {
            if (value is T wanted)
                found.Add(wanted);
        }

        found.Sort(comparison);
        return found.ToImmutable();
    }
}
