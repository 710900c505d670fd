using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>ALTER TYPE and ALTER DOMAIN as far as they rename and move.</summary>
internal static class TypeAlteration
{
    /// <summary>Finds a type; 42704 where there is none, 42809 where a domain is asked for and it is none.</summary>
    public static UserType Find(DefinitionContext context, QualifiedName name, bool isDomain)
    {
        if (!context.Catalog.TryGetType(name.Schema, name.Name, out var type))
        {
            if (name.Schema is { } schema && !context.Catalog.HasSchema(schema))
                throw CatalogErrors.SchemaMissing(schema);
            throw CatalogErrors.TypeMissing(string.Join('.', name.Parts));
        }

        return isDomain && type is not DomainType ? throw DefinitionErrors.NotADomain(name.Name) : type;
    }

    /// <summary>Runs RENAME TO, or RENAME CONSTRAINT of a domain.</summary>
    public static void Rename(DefinitionContext context, RenameStatement statement)
    {
        var type = Find(context, statement.Name, statement.Kind != ObjectKind.Type);
        if (statement.Kind == ObjectKind.DomainConstraint)
        {
            DomainAlteration.RenameConstraint(context, (DomainType)type, statement.Part!.Text, statement.NewName);
            return;
        }

        CheckFree(context, type.SchemaName, statement.NewName);
        context.Edit.PutType(type.Renamed(type.SchemaName, statement.NewName), type);
    }

    /// <summary>Runs SET SCHEMA.</summary>
    public static void SetSchema(DefinitionContext context, SetSchemaStatement statement)
    {
        var type = Find(context, statement.Name, statement.Kind == ObjectKind.Domain);
        if (!context.Catalog.TryGetSchema(statement.NewSchema, out var schema))
            throw CatalogErrors.SchemaMissing(statement.NewSchema);
        if (schema.Name == type.SchemaName)
            return;
        CheckFree(context, schema.Name, type.Name);
        context.Edit.PutType(type.Renamed(schema.Name, type.Name), type);
    }

    /// <summary>A relation is a type, too, so its name must be free among the types.</summary>
    public static void CheckFreeOfTypes(DefinitionContext context, string schema, string name)
    {
        if (context.Catalog.TryGetType(schema, name, out _))
        {
            throw new EngineException(SqlState.DuplicateObject, $"type \"{name}\" already exists")
            {
                Hint = "A relation has an associated type of the same name, so you must use a name that doesn't conflict with any existing type.",
            };
        }
    }

    /// <summary>A type's name must be free among the types of its schema, and among its relations, which are types, too.</summary>
    public static void CheckFree(DefinitionContext context, string schema, string name)
    {
        if (context.Catalog.TryGetType(schema, name, out _) || context.Catalog.TryGetTable(schema, name, out _)
            || context.Catalog.TryGetView(schema, name, out _))
            throw new EngineException(SqlState.DuplicateObject, $"type \"{name}\" already exists");
    }
}
