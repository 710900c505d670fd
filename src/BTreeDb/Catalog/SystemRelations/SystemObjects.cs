using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>
/// The objects of a catalog in the shape of PostgreSQL's catalogs, where indexes are relations and keys are constraints.
/// Made once for each state of the catalog.
/// </summary>
internal sealed class SystemObjects
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, SystemObjects> Known = [];

    private readonly List<RelationEntry> _relations = [];
    private readonly List<ConstraintEntry> _constraints = [];
    private readonly List<SequenceEntry> _sequences = [];
    private readonly List<EnumLabelEntry> _enumLabels = [];
    private readonly List<CommentEntry> _comments = [];
    private readonly Dictionary<long, RelationEntry> _byOid = [];
    private readonly Dictionary<(string, string), RelationEntry> _byName = [];

    private SystemObjects(CatalogSnapshot catalog)
    {
        Catalog = catalog;
        foreach (var relation in SystemRelationIndex.All)
        {
            var schema = relation.Schema;
            Add(new RelationEntry(schema.Oid, schema.SchemaName, schema.Name, schema.IsView ? 'v' : 'r', schema.Columns)
            {
                IsSystem = true,
            });
        }

        foreach (var table in catalog.Tables)
            AddTable(table);
        foreach (var table in catalog.Tables)
            AddForeignKeys(table);
        foreach (var view in catalog.Views)
        {
            Add(new RelationEntry(SystemOids.Of(view.Id), view.SchemaName, view.Name, 'v', [])
            {
                View = view,
                CheckOption = view.CheckOption.ToString().ToUpperInvariant(),
            });
        }
    }

    /// <summary>The catalog.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>All relations.</summary>
    public IReadOnlyList<RelationEntry> Relations => _relations;

    /// <summary>All constraints.</summary>
    public IReadOnlyList<ConstraintEntry> Constraints => _constraints;

    /// <summary>The objects of a catalog.</summary>
    public static SystemObjects Of(CatalogSnapshot catalog) => Known.GetValue(catalog, static c => new SystemObjects(c));

    /// <summary>The schemas with their numbers, by name.</summary>
    public IEnumerable<(string Name, long Oid)> Schemas =>
    [
        (SystemRelationIndex.InformationSchemaName, SystemOids.InformationSchema),
        (SystemRelationIndex.CatalogSchema, SystemOids.PgCatalog),
        (CatalogSnapshot.DefaultSchema, SystemOids.Public),
    ];

    /// <summary>All sequences.</summary>
    public IReadOnlyList<SequenceEntry> Sequences => _sequences;

    /// <summary>All labels of enums.</summary>
    public IReadOnlyList<EnumLabelEntry> EnumLabels => _enumLabels;

    /// <summary>All comments.</summary>
    public IReadOnlyList<CommentEntry> Comments => _comments;

    /// <summary>The number of a schema.</summary>
    public long SchemaOid(string schema)
    {
        foreach (var (name, oid) in Schemas)
        {
            if (name == schema)
                return oid;
        }

        return 0;
    }

    /// <summary>The name of a schema; null when there is none of this number.</summary>
    public string? SchemaName(long oid)
    {
        foreach (var (name, known) in Schemas)
        {
            if (known == oid)
                return name;
        }

        return null;
    }

    /// <summary>Whether a table has indexes.</summary>
    public bool HasIndex(RelationEntry table) =>
        table.Table is { } schema && (schema.PrimaryKeyName is not null || !schema.Indexes.IsEmpty);

    /// <summary>The sequence inside an identity column.</summary>
    public SequenceEntry? IdentitySequence(ColumnSchema column) => null;

    /// <summary>The name of the sequence behind a serial or identity column; null for others.</summary>
    public string? SerialSequence(RelationEntry table, ColumnSchema column) => null;

    /// <summary>The constraint that an index backs.</summary>
    public ConstraintEntry? ConstraintOf(RelationEntry index)
    {
        foreach (var constraint in _constraints)
        {
            if (constraint.Index == index && constraint.Kind != 'f')
                return constraint;
        }

        return null;
    }

    /// <summary>The schema that a type lives in.</summary>
    public string TypeSchema(SqlType type) => SystemRelationIndex.CatalogSchema;

    /// <summary>The internal name of a type.</summary>
    public string TypeName(SqlType type) => SystemTypes.NameOf(type);

    /// <summary>Finds a relation by number.</summary>
    public RelationEntry? Find(long oid) => _byOid.GetValueOrDefault(oid);

    /// <summary>Finds a relation by name; null as the schema means the system's schema, then the search path.</summary>
    public RelationEntry? Find(string? schema, string name)
    {
        if (schema is not null)
            return _byName.GetValueOrDefault((schema, name));
        return _byName.GetValueOrDefault((SystemRelationIndex.CatalogSchema, name))
            ?? _byName.GetValueOrDefault((CatalogSnapshot.DefaultSchema, name));
    }

    /// <summary>Whether a relation is found by its name alone.</summary>
    public bool IsVisible(RelationEntry relation) => Find(null, relation.Name) == relation;

    private void Add(RelationEntry relation)
    {
        _relations.Add(relation);
        _byOid[relation.Oid] = relation;
        _byName[(relation.Schema, relation.Name)] = relation;
    }

    private void AddTable(TableSchema table)
    {
        var entry = new RelationEntry(SystemOids.Of(table.Id), table.SchemaName, table.Name, 'r', table.Columns)
        {
            Table = table,
        };
        Add(entry);
        if (table.PrimaryKeyName is { } name)
            AddKey(entry, AddPrimaryKey(table, name), 'p');
        foreach (var index in table.Indexes)
        {
            var relation = new RelationEntry(SystemOids.Of(index.Id), table.SchemaName, index.Name, 'i', [])
            {
                Table = table,
                Index = index,
                Key = index.Columns,
                IncludedCount = index.Included.Length,
                NullsAreEqual = index.NullsNotDistinct,
            };
            Add(relation);
            if (index.BacksConstraint)
                AddKey(entry, relation, 'u');
        }

        for (var i = 0; i < table.Checks.Length; i++)
        {
            _constraints.Add(new ConstraintEntry(SystemOids.OfCheck(table.Id, i), table.Checks[i].Name, 'c', entry, [])
            {
                Check = table.Checks[i],
            });
        }
    }

    private void AddForeignKeys(TableSchema table)
    {
        foreach (var key in table.ForeignKeys)
        {
            var referenced = Find(SystemOids.Of(key.ReferencedTable))!;
            var index = key.ReferencedIndex == default
                ? SystemOids.OfPrimaryKeyIndex(key.ReferencedTable)
                : SystemOids.Of(key.ReferencedIndex);
            _constraints.Add(new ConstraintEntry(
                SystemOids.Of(key.Id), key.Name, 'f', Find(SystemOids.Of(table.Id))!, key.Columns)
            {
                Index = Find(index),
                Referenced = referenced,
                ReferencedColumns = key.ReferencedColumns,
                UpdateAction = LetterOf(key.OnUpdate),
                DeleteAction = LetterOf(key.OnDelete),
                MatchKind = key.IsMatchFull ? 'f' : 's',
                IsValid = key.IsValid,
                IsDeferrable = key.IsDeferrable,
                IsDeferred = key.IsInitiallyDeferred,
            });
        }
    }

    private static char LetterOf(ForeignKeyAction action) => action switch
    {
        ForeignKeyAction.Restrict => 'r',
        ForeignKeyAction.Cascade => 'c',
        ForeignKeyAction.SetNull => 'n',
        ForeignKeyAction.SetDefault => 'd',
        _ => 'a',
    };

    private RelationEntry AddPrimaryKey(TableSchema table, string name)
    {
        var relation = new RelationEntry(SystemOids.OfPrimaryKeyIndex(table.Id), table.SchemaName, name, 'i', [])
        {
            Table = table,
            Key = table.PrimaryKey,
            IsPrimaryKey = true,
        };
        Add(relation);
        return relation;
    }

    private void AddKey(RelationEntry table, RelationEntry index, char kind)
    {
        var columns = ImmutableArray.CreateBuilder<int>(index.Key.Length);
        foreach (var column in index.Key)
            columns.Add(column.Ordinal);
        _constraints.Add(new ConstraintEntry(
            SystemOids.OfKeyConstraint(index.Oid), index.Name, kind, table, columns.MoveToImmutable())
        {
            Index = index,
            IsDeferrable = index.Index is { IsDeferrable: true },
            IsDeferred = index.Index is { IsInitiallyDeferred: true },
        });
    }
}
