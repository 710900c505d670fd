using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE SCHEMA, ALTER ... SET SCHEMA and the renaming of schemas.</summary>
internal static class SchemaCommands
{
    /// <summary>Runs CREATE SCHEMA without its elements; null where it is there already.</summary>
    public static NamespaceSchema? Create(DefinitionContext context, CreateSchemaStatement statement)
    {
        var name = statement.Name ?? statement.Authorization ?? throw DefinitionErrors.NotSupported("CREATE SCHEMA without a name");
        if (statement.Authorization is { } owner)
            ObjectOwners.Check(context, owner);
        if (context.Catalog.HasSchema(name) || name == "information_schema")
        {
            if (!statement.IfNotExists)
                throw DefinitionErrors.SchemaExists(name);
            context.Notice($"schema \"{name}\" already exists, skipping");
            return null;
        }

        CheckName(name);
        var schema = new NamespaceSchema(context.Edit.NewObjectId(), name);
        context.Edit.PutSchema(schema);
        return schema;
    }

    /// <summary>Names that begin with <c>pg_</c> are the system's.</summary>
    public static void CheckName(string name)
    {
        if (name.StartsWith("pg_", StringComparison.Ordinal))
            throw DefinitionErrors.ReservedSchemaName(name);
    }

    /// <summary>Gives a schema another name, and with it all that lies in it.</summary>
    public static void Rename(DefinitionContext context, NamespaceSchema schema, string newName)
    {
        // The new name exists first, so that objects can move there one by one; records keep the schema's id.
        var moved = new NamespaceSchema(context.Edit.NewObjectId(), newName);
        context.Edit.PutSchema(moved);
        MoveAll(context, schema.Name, newName);
        var comments = context.Catalog.CommentsOf(schema.Id);
        context.Edit.DropSchema(schema);
        context.Edit.PutComments(moved.Id, comments);
    }

    /// <summary>Runs SET SCHEMA.</summary>
    public static void Move(DefinitionContext context, SetSchemaStatement statement)
    {
        if (statement.Kind is ObjectKind.Type or ObjectKind.Domain)
        {
            TypeAlteration.SetSchema(context, statement);
            return;
        }

        if (statement.Kind == ObjectKind.Collation)
        {
            CollationDefinition.SetSchema(context, statement);
            return;
        }

        if (RelationLookup.Find(context, statement.Name, statement.Kind, statement.IfExists) is not { } relation)
            return;
        if (!context.Catalog.TryGetSchema(statement.NewSchema, out var schema))
            throw CatalogErrors.SchemaMissing(statement.NewSchema);
        if (relation is IndexSchema or PrimaryKeyEntry)
            throw DefinitionErrors.CannotMoveIndex(statement.Name.Name);
        var name = RelationMove.NameOf(context, relation);
        if (relation is SequenceSchema { OwnerTable.Value: not 0 } owned
            && context.Catalog.TryGetTable(owned.OwnerTable, out var owner))
            throw DefinitionErrors.CannotMoveOwnedSequence(owned.Name, owner.Name);
        if (name.Schema == schema.Name)
            return;
        if (schema.Name.StartsWith("pg_temp_", StringComparison.Ordinal)
            || name.Schema.StartsWith("pg_temp_", StringComparison.Ordinal))
            throw DefinitionErrors.CannotMoveTemporary();
        if (context.Catalog.HasRelation(schema.Name, name.Name))
            throw DefinitionErrors.RelationExistsInSchema(name.Name, schema.Name);
        RelationMove.Run(context, relation, new RelationName(schema.Name, name.Name));
    }

    private static void MoveAll(DefinitionContext context, string from, string to)
    {
        foreach (var collation in context.Catalog.Collations)
        {
            if (collation.SchemaName == from)
                context.Edit.PutCollation(collation.Renamed(to, collation.Name));
        }

        foreach (var routine in context.Catalog.Routines)
        {
            if (routine.SchemaName == from)
                context.Edit.PutRoutine(routine with { SchemaName = to }, routine);
        }

        foreach (var type in context.Catalog.Types)
        {
            if (type.SchemaName == from)
                context.Edit.PutType(type.Renamed(to, type.Name), type);
        }

        foreach (var sequence in context.Catalog.Sequences)
        {
            if (sequence.SchemaName == from && sequence.OwnerTable.Value == 0)
                RelationMove.Run(context, sequence, new(to, sequence.Name));
        }

        foreach (var table in context.Catalog.Tables)
        {
            if (table.SchemaName == from && context.Catalog.TryGetTable(table.Id, out var current))
                RelationMove.Run(context, current, new(to, table.Name));
        }

        foreach (var view in context.Catalog.Views)
        {
            if (view.SchemaName == from && context.Catalog.TryGetView(view.Id, out var current))
                RelationMove.Run(context, current, new(to, view.Name));
        }
    }
}
