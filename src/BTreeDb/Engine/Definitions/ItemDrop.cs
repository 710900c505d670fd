using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Drops one object or a part of one, which nothing depends on any more.</summary>
internal static class ItemDrop
{
    /// <summary>Drops an item, unless it went with another one.</summary>
    public static void Run(DefinitionContext context, SchemaItem item)
    {
        var catalog = context.Catalog;
        switch (item.Kind)
        {
            case SchemaItemKind.Schema:
                foreach (var schema in catalog.Schemas)
                {
                    if (schema.Id == item.Id)
                        context.Edit.DropSchema(schema);
                }

                break;
            case SchemaItemKind.View when catalog.TryGetView(item.Id, out var view):
                context.Edit.DropView(view);
                break;
            case SchemaItemKind.Sequence when catalog.TryGetSequence(item.Id, out var sequence):
                context.Edit.DropSequence(sequence);
                break;
            case SchemaItemKind.Type when catalog.FindType(item.Id) is { } type:
                context.Edit.DropType(type);
                break;
            case SchemaItemKind.Collation when catalog.FindCollation(item.Id) is { } collation:
                context.Edit.DropCollation(collation);
                break;
            case SchemaItemKind.Routine when catalog.FindRoutine(item.Id) is { } routine:
                context.Edit.DropRoutine(routine);
                break;
            case SchemaItemKind.Table when catalog.TryGetTable(item.Id, out var table):
                DropTable(context, table);
                break;
            default:
                if (item.Part is { } part && catalog.TryGetTable(item.Id, out var owner))
                    DropPart(context, owner, item.Kind, part);
                break;
        }
    }

    private static void DropTable(DefinitionContext context, TableSchema table)
    {
        context.LockTable(table);
        context.Edit.DropTable(table);
        context.DropTree(table.Tree);
        foreach (var index in table.Indexes)
            context.DropTree(index.Tree);
    }

    private static void DropPart(DefinitionContext context, TableSchema table, SchemaItemKind kind, string part)
    {
        context.LockTable(table);
        switch (kind)
        {
            case SchemaItemKind.Default:
                if (table.FindColumn(part) is { } column)
                {
                    context.Edit.PutTable(table with
                    {
                        Columns = table.Columns.SetItem(column.Ordinal, column with { DefaultSql = null }),
                    });
                }

                break;
            case SchemaItemKind.Index:
                DropIndex(context, table, part);
                break;
            case SchemaItemKind.Column:
                if (table.FindColumn(part) is { } dropped)
                    ColumnRemoval.Drop(context, table, dropped);
                break;
            case SchemaItemKind.Constraint:
                ConstraintRemoval.Drop(context, table, part);
                break;
        }
    }

    private static void DropIndex(DefinitionContext context, TableSchema table, string name)
    {
        foreach (var index in table.Indexes)
        {
            if (index.Name != name)
                continue;
            context.Edit.PutTable(table with { Indexes = table.Indexes.Remove(index) });
            context.Edit.PutComments(index.Id, []);
            context.DropTree(index.Tree, replacement: table.Tree);
        }
    }
}
