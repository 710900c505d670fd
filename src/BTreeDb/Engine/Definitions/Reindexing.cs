using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Tables;

namespace BTreeDb.Engine.Definitions;

/// <summary>REINDEX: builds indexes anew, that of a primary key with the rows that lie in it.</summary>
internal static class Reindexing
{
    private const long SortBytes = 64L << 20;

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, ReindexStatement statement, string database)
    {
        switch (statement.Kind)
        {
            case ObjectKind.Index:
                RunIndex(context, statement.Name!);
                break;
            case ObjectKind.Table:
                RunTable(context, statement.Name!);
                break;
            case ObjectKind.Schema:
                if (!context.Catalog.TryGetSchema(statement.Name!.Name, out var schema))
                    throw CatalogErrors.SchemaMissing(statement.Name.Name);
                RunAll(context, schema.Name);
                break;
            case ObjectKind.Database:
                if (statement.Name is { } name && name.Name != database)
                    throw DefinitionErrors.OtherDatabase();
                RunAll(context, null);
                break;
            default:
                throw DefinitionErrors.NotSupported("REINDEX SYSTEM", statement.Position);
        }
    }

    private static void RunIndex(DefinitionContext context, QualifiedName name)
    {
        if (context.Catalog.TryGetPrimaryKey(name.Schema, name.Name, out var owner))
        {
            context.LockTable(owner);
            TableRewrite.Run(context, owner, owner);
            return;
        }

        if (!context.Catalog.TryGetIndex(name.Schema, name.Name, out var index)
            || !context.Catalog.TryGetTable(index.TableId, out var table))
        {
            throw context.Catalog.HasRelation(name.Schema, name.Name)
                ? CatalogErrors.NotA(name.Name, "an index", null)
                : CatalogErrors.RelationMissing(string.Join('.', name.Parts), -1);
        }

        context.LockTable(table);
        context.EnsureSeesAllRows(table);
        var rebuilt = index with { Tree = context.CreateTree() };
        context.Edit.PutTable(table with { Indexes = table.Indexes.Replace(index, rebuilt) });
        context.ShowChanges();
        if (context.Catalog.TryGetTable(table.Id, out var changed))
            new IndexBuilder(context.Access, context.Access.GetTable(changed), rebuilt, SortBytes).Build(context.Evaluation.Cancellation);
        context.DropTree(index.Tree, replacement: rebuilt.Tree);
    }

    private static void RunTable(DefinitionContext context, QualifiedName name)
    {
        if (!context.Catalog.TryGetTable(name.Schema, name.Name, out var table))
        {
            throw context.Catalog.HasRelation(name.Schema, name.Name)
                ? CatalogErrors.NotA(name.Name, "a table or materialized view", null)
                : CatalogErrors.RelationMissing(string.Join('.', name.Parts), -1);
        }

        context.LockTable(table);
        TableRewrite.Run(context, table, table);
    }

    private static void RunAll(DefinitionContext context, string? schema)
    {
        foreach (var table in context.Catalog.Tables)
        {
            if (schema is not null && table.SchemaName != schema)
                continue;
            context.LockTable(table);
            TableRewrite.Run(context, table, table);
        }
    }
}
