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
                View = view, IsTemporary = IsTemporary(view.SchemaName),
                CheckOption = view.CheckOption.ToString().ToUpperInvariant(),
            });
        }

        foreach (var sequence in catalog.Sequences)
            AddSequence(sequence);
        foreach (var type in catalog.Types)
            AddLabels(type);
        foreach (var (id, comments) in catalog.Comments)
            AddComments(id, comments);
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
    public IEnumerable<(string Name, long Oid)> Schemas
    {
        get
        {
            yield return (SystemRelationIndex.InformationSchemaName, SystemOids.InformationSchema);
            yield return (SystemRelationIndex.CatalogSchema, SystemOids.PgCatalog);
            foreach (var schema in Catalog.Schemas)
            {
                yield return (schema.Name,
                    schema.Name == CatalogSnapshot.DefaultSchema ? SystemOids.Public : SystemOids.Of(schema.Id));
            }
        }
    }

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
    public SequenceEntry? IdentitySequence(ColumnSchema column)
    {
        foreach (var sequence in _sequences)
        {
            if (column.IsIdentity && sequence.Id == column.IdentitySequence)
                return sequence;
        }

        return null;
    }

    /// <summary>The name of the sequence behind a serial or identity column; null for others.</summary>
    public string? SerialSequence(RelationEntry table, ColumnSchema column)
    {
        foreach (var sequence in Catalog.Sequences)
        {
            if (table.Table is { } owner && sequence.OwnerTable == owner.Id && sequence.OwnerColumn == column.Number)
                return $"{QualifiedText.Quote(sequence.SchemaName)}.{QualifiedText.Quote(sequence.Name)}";
        }

        return null;
    }

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
    public string TypeSchema(SqlType type) => type.User?.SchemaName ?? SystemRelationIndex.CatalogSchema;

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
            ?? FindAlongPath(name);
    }

    /// <summary>Whether a relation is found by its name alone.</summary>
    public bool IsVisible(RelationEntry relation) => Find(null, relation.Name) == relation;

    private static bool IsTemporary(string schema) => schema.StartsWith("pg_temp_", StringComparison.Ordinal);

    private RelationEntry? FindAlongPath(string name)
    {
        foreach (var schema in Catalog.Path.Lookup)
        {
            if (_byName.TryGetValue((schema, name), out var found))
                return found;
        }

        return null;
    }

    private void AddSequence(SequenceSchema sequence)
    {
        var entry = new RelationEntry(SystemOids.Of(sequence.Id), sequence.SchemaName, sequence.Name, 'S',
        [
            new ColumnSchema("last_value", 0, SqlType.BigInt, IsNullable: false),
            new ColumnSchema("log_cnt", 1, SqlType.BigInt, IsNullable: false),
            new ColumnSchema("is_called", 2, SqlType.Boolean, IsNullable: false),
        ])
        {
            IsTemporary = IsTemporary(sequence.SchemaName),
        };
        Add(entry);
        _sequences.Add(new SequenceEntry(entry, sequence.Type)
        {
            Id = sequence.Id,
            Start = sequence.Start,
            Increment = sequence.Increment,
            Minimum = sequence.Minimum,
            Maximum = sequence.Maximum,
            Cache = sequence.Cache,
            IsCycle = sequence.IsCycle,
            IsIdentity = sequence.IsIdentity,
        });
    }

    private void AddLabels(UserType type)
    {
        if (type is not EnumType labeled)
            return;
        for (var i = 0; i < labeled.Labels.Length; i++)
        {
            _enumLabels.Add(new EnumLabelEntry(
                SystemOids.OfLabel(type.Id, i), SystemOids.Of(new ObjectId(type.Id)), i + 1, labeled.Labels[i].Name));
        }
    }

    private void AddComments(ObjectId id, ImmutableArray<ObjectComment> comments)
    {
        const long classes = 1259;
        var oid = id.Value == SystemOids.Public ? SystemOids.Public : SystemOids.Of(id);
        foreach (var comment in comments)
        {
            if (comment.Constraint is null)
            {
                _comments.Add(new CommentEntry(oid, ClassOf(id), comment.Column, comment.Text));
                continue;
            }

            foreach (var constraint in _constraints)
            {
                if (constraint.Table.Oid == oid && constraint.Name == comment.Constraint)
                    _comments.Add(new CommentEntry(constraint.Oid, 2606, 0, comment.Text));
            }

            foreach (var type in Catalog.Types)
            {
                for (var i = 0; type.Id == id.Value && type is DomainType domain && i < domain.Checks.Length; i++)
                {
                    if (domain.Checks[i].Name == comment.Constraint)
                        _comments.Add(new CommentEntry(SystemOids.OfDomainCheck(domain.Id, i), 2606, 0, comment.Text));
                }
            }
        }

        long ClassOf(ObjectId of)
        {
            if (Catalog.FindRoutine(of) is not null)
                return 1255;
            if (Catalog.FindCollation(of) is not null)
                return 3456;
            foreach (var type in Catalog.Types)
            {
                if (type.Id == of.Value)
                    return 1247;
            }

            foreach (var schema in Catalog.Schemas)
            {
                if (schema.Id == of)
                    return 2615;
            }

            return classes;
        }
    }

    private void Add(RelationEntry relation)
    {
        _relations.Add(relation);
        _byOid[relation.Oid] = relation;
        _byName[(relation.Schema, relation.Name)] = relation;
    }

    private void AddTable(TableSchema table)
    {
        var entry = new RelationEntry(
            SystemOids.Of(table.Id), table.SchemaName, table.Name, table.IsMaterializedView ? 'm' : 'r', table.Columns)
        {
            Table = table,
            IsTemporary = IsTemporary(table.SchemaName),
            IsPopulated = table.Materialized is null or { IsPopulated: true },
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
                Key = AsColumns(table, index.KeyColumns),
                IncludedCount = index.Included.Length,
                NullsAreEqual = index.NullsNotDistinct,
                IsPrimaryKey = index.IsPrimary,
            };
            Add(relation);
            if (index.BacksConstraint)
                AddKey(entry, relation, index.IsPrimary ? 'p' : 'u');
        }

        for (var i = 0; i < table.Checks.Length; i++)
        {
            _constraints.Add(new ConstraintEntry(SystemOids.OfCheck(table.Id, i), table.Checks[i].Name, 'c', entry, [])
            {
                Check = table.Checks[i],
                IsValid = table.Checks[i].IsValid,
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

    /// <summary>A key as its user sees it: what stands for a column is the column.</summary>
    private static ImmutableArray<IndexColumn> AsColumns(TableSchema table, ImmutableArray<IndexColumn> key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i].Expression is not null && table.KeyOrdinal(key[i]) is var ordinal and >= 0)
                key = key.SetItem(i, key[i] with { Ordinal = ordinal, Expression = null });
        }

        return key;
    }

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
