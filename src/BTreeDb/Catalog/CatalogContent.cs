using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The maps behind a catalog snapshot. Immutable; a change shares what it does not touch.</summary>
/// <param name="Relations">By name: tables, views, sequences, indexes, primary keys.</param>
/// <param name="Objects">By id: tables, views, sequences.</param>
/// <param name="Schemas">By name.</param>
/// <param name="Types">Enums and domains by name.</param>
/// <param name="Routines">By name, which several may share.</param>
/// <param name="Collations">Those that users have made, by name.</param>
/// <param name="Comments">By id of the object.</param>
internal sealed record CatalogContent(
    ImmutableDictionary<RelationName, object> Relations,
    ImmutableDictionary<ObjectId, object> Objects,
    ImmutableDictionary<string, NamespaceSchema> Schemas,
    ImmutableDictionary<RelationName, UserType> Types,
    ImmutableDictionary<RelationName, ImmutableArray<RoutineSchema>> Routines,
    ImmutableDictionary<RelationName, Collation> Collations,
    ImmutableDictionary<ObjectId, ImmutableArray<ObjectComment>> Comments)
{
    /// <summary>Nothing.</summary>
    public static CatalogContent Empty { get; } = new(
        ImmutableDictionary<RelationName, object>.Empty, ImmutableDictionary<ObjectId, object>.Empty,
        ImmutableDictionary<string, NamespaceSchema>.Empty, ImmutableDictionary<RelationName, UserType>.Empty,
        ImmutableDictionary<RelationName, ImmutableArray<RoutineSchema>>.Empty,
        ImmutableDictionary<RelationName, Collation>.Empty,
        ImmutableDictionary<ObjectId, ImmutableArray<ObjectComment>>.Empty);

    /// <summary>With a schema added, or one of the same id replaced.</summary>
    public CatalogContent WithSchema(NamespaceSchema schema)
    {
        var schemas = Schemas;
        foreach (var (name, other) in Schemas)
        {
            if (other.Id == schema.Id)
                schemas = schemas.Remove(name);
        }

        return this with { Schemas = schemas.SetItem(schema.Name, schema) };
    }

    /// <summary>Without a schema.</summary>
    public CatalogContent WithoutSchema(NamespaceSchema schema) =>
        this with { Schemas = Schemas.Remove(schema.Name), Comments = Comments.Remove(schema.Id) };

    /// <summary>With a relation of one name added, or the one of the same id replaced.</summary>
    public CatalogContent WithRelation(ObjectId id, RelationName name, object relation)
    {
        var relations = Relations;
        if (Objects.TryGetValue(id, out var old) && NameOf(old) is { } before && before != name)
            relations = relations.Remove(before);
        return this with { Relations = relations.SetItem(name, relation), Objects = Objects.SetItem(id, relation) };
    }

    /// <summary>Without a relation of one name.</summary>
    public CatalogContent WithoutRelation(ObjectId id, RelationName name) =>
        this with { Relations = Relations.Remove(name), Objects = Objects.Remove(id), Comments = Comments.Remove(id) };

    /// <summary>With a table added, or the one of the same id replaced; its indexes follow the definition.</summary>
    public CatalogContent WithTable(TableSchema table)
    {
        var relations = Relations;
        if (Objects.GetValueOrDefault(table.Id) is TableSchema old)
            relations = RemoveNames(relations, old);
        relations = relations.SetItem(new RelationName(table.SchemaName, table.Name), table);
        if (table.PrimaryKeyName is { } key)
            relations = relations.SetItem(new RelationName(table.SchemaName, key), new PrimaryKeyEntry(table));
        foreach (var index in table.Indexes)
            relations = relations.SetItem(new RelationName(table.SchemaName, index.Name), index);
        return this with { Relations = relations, Objects = Objects.SetItem(table.Id, table) };
    }

    /// <summary>Without a table and its indexes.</summary>
    public CatalogContent WithoutTable(TableSchema table)
    {
        var comments = Comments.Remove(table.Id);
        foreach (var index in table.Indexes)
            comments = comments.Remove(index.Id);
        return this with
        {
            Relations = RemoveNames(Relations, table), Objects = Objects.Remove(table.Id), Comments = comments,
        };
    }

    /// <summary>
    /// With a type added, or the one of the same id replaced: domains over it and columns of it are made anew, so that they
    /// refer to the type as it is now.
    /// </summary>
    public CatalogContent WithType(UserType type)
    {
        var types = Types;
        UserType? old = null;
        foreach (var (name, other) in Types)
        {
            if (other.Id != type.Id)
                continue;
            old = other;
            types = types.Remove(name);
        }

        var content = this with { Types = types.SetItem(new RelationName(type.SchemaName, type.Name), type) };
        return old is null ? content : content.Refresh(type);
    }

    /// <summary>Without a type.</summary>
    public CatalogContent WithoutType(UserType type) => this with
    {
        Types = Types.Remove(new RelationName(type.SchemaName, type.Name)), Comments = Comments.Remove(new(type.Id)),
    };

    /// <summary>With a routine added, or the one of the same id replaced.</summary>
    public CatalogContent WithRoutine(RoutineSchema routine)
    {
        var content = WithoutRoutine(routine);
        var name = new RelationName(routine.SchemaName, routine.Name);
        return content with
        {
            Routines = content.Routines.SetItem(name, content.Routines.GetValueOrDefault(name, []).Add(routine)),
            Comments = Comments,
        };
    }

    /// <summary>Without the routine of an id.</summary>
    public CatalogContent WithoutRoutine(RoutineSchema routine)
    {
        var routines = Routines;
        foreach (var (name, sharing) in Routines)
        {
            var others = sharing.RemoveAll(other => other.Id == routine.Id);
            if (others.Length < sharing.Length)
                routines = others.IsEmpty ? routines.Remove(name) : routines.SetItem(name, others);
        }

        return this with { Routines = routines, Comments = Comments.Remove(routine.Id) };
    }

    /// <summary>With a collation added, or the one of the same id replaced.</summary>
    public CatalogContent WithCollation(Collation collation)
    {
        var collations = Collations;
        foreach (var (name, other) in Collations)
        {
            if (other.Id == collation.Id)
                collations = collations.Remove(name);
        }

        return this with { Collations = collations.SetItem(new(collation.SchemaName, collation.Name), collation) };
    }

    /// <summary>Without a collation.</summary>
    public CatalogContent WithoutCollation(Collation collation) => this with
    {
        Collations = Collations.Remove(new(collation.SchemaName, collation.Name)), Comments = Comments.Remove(new(collation.Id)),
    };

    /// <summary>With other comments on an object.</summary>
    public CatalogContent WithComments(ObjectId id, ImmutableArray<ObjectComment> comments) =>
        this with { Comments = comments.IsEmpty ? Comments.Remove(id) : Comments.SetItem(id, comments) };

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

    private static RelationName? NameOf(object relation) => relation switch
    {
        ViewSchema view => new(view.SchemaName, view.Name),
        SequenceSchema sequence => new(sequence.SchemaName, sequence.Name),
        _ => null,
    };

    private CatalogContent Refresh(UserType type)
    {
        var content = this;
        foreach (var other in Types.Values)
        {
            if (other is DomainType domain && domain.BaseType.UserTypeId == type.Id)
                content = content.WithType(domain.WithBase(domain.BaseType with { User = type }));
        }

        foreach (var table in Objects.Values)
        {
            if (table is TableSchema uses && RefreshColumns(uses, type) is { } columns)
                content = content.WithTable(uses with { Columns = columns });
        }

        foreach (var sharing in Routines.Values)
        {
            foreach (var routine in sharing)
            {
                if (routine.WithType(type) is { } refreshed)
                    content = content.WithRoutine(refreshed);
            }
        }

        return content;
    }

    private static ImmutableArray<ColumnSchema>? RefreshColumns(TableSchema table, UserType type)
    {
        ImmutableArray<ColumnSchema>? changed = null;
        foreach (var column in table.Columns)
        {
            if (column.Type.UserTypeId == type.Id)
            {
                changed = (changed ?? table.Columns).SetItem(
                    column.Ordinal, column with { Type = column.Type with { User = type } });
            }
        }

        return changed;
    }
}
