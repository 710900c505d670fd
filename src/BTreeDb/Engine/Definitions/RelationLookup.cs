using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Engine.Definitions;

/// <summary>Finds the relation that an ALTER or COMMENT names.</summary>
internal static class RelationLookup
{
    /// <summary>
    /// Finds a relation; ALTER TABLE takes views and sequences, too, other kinds only their own. Null, with a notice, where
    /// IF EXISTS was said and there is none.
    /// </summary>
    public static object? Find(DefinitionContext context, QualifiedName name, ObjectKind kind, bool ifExists)
    {
        var catalog = context.Catalog;
        if (catalog.FindRelation(name.Schema, name.Name) is { } found)
        {
            Check(found, name.Name, kind);
            return found;
        }

        if (!ifExists)
        {
            if (name.Schema is { } schema && !catalog.HasSchema(schema))
                throw CatalogErrors.SchemaMissing(schema);
            throw CatalogErrors.RelationMissing(string.Join('.', name.Parts), name.Position);
        }

        context.Notice($"relation \"{name.Name}\" does not exist, skipping");
        return null;
    }

    /// <summary>The kind of a relation in the plural, as PostgreSQL's details have it.</summary>
    public static string PluralOf(object relation) => relation switch
    {
        ViewSchema => "views",
        SequenceSchema => "sequences",
        IndexSchema or PrimaryKeyEntry => "indexes",
        TableSchema { IsMaterializedView: true } => "materialized views",
        _ => "tables",
    };

    private static void Check(object found, string name, ObjectKind kind)
    {
        var fits = kind switch
        {
            ObjectKind.View => found is ViewSchema,
            ObjectKind.Sequence => found is SequenceSchema,
            ObjectKind.Index => found is IndexSchema or PrimaryKeyEntry,
            ObjectKind.MaterializedView => found is TableSchema { IsMaterializedView: true },
            _ => true,
        };
        if (!fits)
            throw DefinitionErrors.NotOfKind(name, kind);
    }
}
