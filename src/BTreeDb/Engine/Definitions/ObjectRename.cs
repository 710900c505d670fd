using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>ALTER ... RENAME of relations, their columns and constraints, of types and schemas.</summary>
internal static class ObjectRename
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, RenameStatement statement)
    {
        switch (statement.Kind)
        {
            case ObjectKind.Column:
                ColumnRename.Run(context, statement);
                break;
            case ObjectKind.Constraint:
                RenameConstraint(context, statement);
                break;
            case ObjectKind.Schema:
                RenameSchema(context, statement);
                break;
            case ObjectKind.Collation:
                CollationDefinition.Rename(context, statement);
                break;
            case ObjectKind.Type or ObjectKind.Domain or ObjectKind.DomainConstraint:
                TypeAlteration.Rename(context, statement);
                break;
            default:
                RenameRelation(context, statement);
                break;
        }
    }

    private static void RenameRelation(DefinitionContext context, RenameStatement statement)
    {
        if (RelationLookup.Find(context, statement.Name, statement.Kind, statement.IfExists) is not { } relation)
            return;
        var schema = RelationMove.NameOf(context, relation).Schema;
        if (context.Catalog.HasRelation(schema, statement.NewName))
            throw CatalogErrors.RelationExists(statement.NewName);
        RelationMove.Run(context, relation, new RelationName(schema, statement.NewName));
    }

    private static void RenameConstraint(DefinitionContext context, RenameStatement statement)
    {
        if (RelationLookup.Find(context, statement.Name, ObjectKind.Table, statement.IfExists) is not TableSchema table)
            return;
        context.LockTable(table);
        var (name, newName) = (statement.Part!.Text, statement.NewName);
        if (!ConstraintAddition.HasConstraint(table, name))
            throw DefinitionErrors.ConstraintOfTableMissing(name, table.Name);
        if (ConstraintAddition.HasConstraint(table, newName))
            throw DefinitionErrors.ConstraintExists(newName, table.Name);
        ObjectComments.MoveConstraint(context, table.Id, name, newName);
        foreach (var check in table.Checks)
        {
            if (check.Name != name)
                continue;
            context.Edit.PutTable(table with { Checks = table.Checks.Replace(check, check with { Name = newName }) });
            return;
        }

        foreach (var key in table.ForeignKeys)
        {
            if (key.Name != name)
                continue;
            context.Edit.PutTable(table with { ForeignKeys = table.ForeignKeys.Replace(key, key with { Name = newName }) });
            return;
        }

        if (context.Catalog.HasRelation(table.SchemaName, newName))
            throw CatalogErrors.RelationExists(newName);
        RelationMove.RenameIndex(context, table, name, newName);
    }

    private static void RenameSchema(DefinitionContext context, RenameStatement statement)
    {
        var name = statement.Name.Name;
        if (!context.Catalog.TryGetSchema(name, out var schema))
            throw CatalogErrors.SchemaMissing(name);
        if (context.Catalog.HasSchema(statement.NewName))
            throw DefinitionErrors.SchemaExists(statement.NewName);
        SchemaCommands.CheckName(statement.NewName);
        SchemaCommands.Rename(context, schema, statement.NewName);
    }
}
