using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>DROP CONSTRAINT.</summary>
internal static class ConstraintRemoval
{
    /// <summary>Runs the action.</summary>
    public static void Run(DefinitionContext context, TableSchema table, DropConstraintAction action)
    {
        var name = action.Name.Text;
        if (ConstraintAddition.HasConstraint(table, name))
        {
            DropSet.Run(context, [new SchemaItem(SchemaItemKind.Constraint, table.Id, name)], action.Behavior);
            return;
        }

        if (!action.IfExists)
            throw DefinitionErrors.ConstraintMissing(name, table.Name);
        context.Notice($"constraint \"{name}\" of relation \"{table.Name}\" does not exist, skipping");
    }

    /// <summary>Drops a constraint that nothing depends on.</summary>
    public static void Drop(DefinitionContext context, TableSchema table, string name)
    {
        ObjectComments.MoveConstraint(context, table.Id, name, null);
        if (table.PrimaryKeyName == name)
        {
            TableRewrite.Run(context, table, table with { PrimaryKey = [], PrimaryKeyName = null });
            return;
        }

        foreach (var check in table.Checks)
        {
            if (check.Name == name)
                context.Edit.PutTable(table with { Checks = table.Checks.Remove(check) });
        }

        foreach (var key in table.ForeignKeys)
        {
            if (key.Name == name)
            {
                if (!key.IsSelfReference && context.Catalog.TryGetTable(key.ReferencedTable, out var referenced))
                    context.LockTable(referenced);
                context.Edit.PutTable(table with { ForeignKeys = table.ForeignKeys.Remove(key) });
            }
        }

        foreach (var index in table.Indexes)
        {
            if (!index.BacksConstraint || index.Name != name)
                continue;
            context.Edit.PutTable(table with { Indexes = table.Indexes.Remove(index) });
            context.DropTree(index.Tree, replacement: table.Tree);
        }
    }
}
