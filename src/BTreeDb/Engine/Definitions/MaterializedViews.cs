using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE and REFRESH MATERIALIZED VIEW: a table whose rows are those of a query at the time.</summary>
internal static class MaterializedViews
{
    /// <summary>Creates one; the number of rows, or null if it got none.</summary>
    public static long? Create(DefinitionContext context, CreateMaterializedViewStatement statement)
    {
        if (!statement.Options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", statement.Options[0].Position);
        var schema = context.ResolveSchema(statement.Name.Schema);
        var name = statement.Name.Name;
        if (context.Catalog.HasRelation(schema, name))
        {
            if (!statement.IfNotExists)
                throw CatalogErrors.RelationExists(name);
            context.Notice($"relation \"{name}\" already exists, skipping");
            return null;
        }

        var recording = new RecordingCatalogView(context.Catalog);
        ViewCreation.BindQuery(statement.Query, recording, context, isMaterialized: true);
        if (ViewCreation.ReadsTemporary(context, recording.Found))
            throw DefinitionErrors.MaterializedOverTemporary();

        // All names are qualified, so that a refresh finds the same relations along any path.
        var sql = StoredTexts.Canonical(context, statement.Query, "");
        var table = TableFromQuery.Create(
            context, schema, name, TableFromQuery.Columns(context, statement.Query, statement.Columns));
        table = table with { Materialized = new MaterializedQuery(sql, statement.WithData, recording.Found) };
        context.Edit.PutTable(table);
        return statement.WithData ? TableFromQuery.Fill(context, table, sql) : null;
    }

    /// <summary>Runs REFRESH: the rows are computed into new trees, and readers see the old ones until the commit.</summary>
    public static void Refresh(DefinitionContext context, RefreshMaterializedViewStatement statement)
    {
        var found = RelationLookup.Find(context, statement.Name, ObjectKind.Table, ifExists: false);
        if (found is not TableSchema)
            throw DefinitionErrors.NotOfKind(statement.Name.Name, ObjectKind.MaterializedView);
        if (found is not TableSchema { Materialized: { } query } table)
            throw DefinitionErrors.NotToRefresh(statement.Name.Name);
        if (statement.Concurrently)
            CheckConcurrently(statement, table, query);
        context.LockTable(table);
        var indexes = table.Indexes;
        for (var i = 0; i < indexes.Length; i++)
            indexes = indexes.SetItem(i, indexes[i] with { Tree = context.CreateTree() });
        var refreshed = table with
        {
            Tree = context.CreateTree(),
            Indexes = indexes,
            Materialized = query with { IsPopulated = statement.WithData },
        };
        context.Edit.PutTable(refreshed);
        if (statement.WithData)
            TableFromQuery.Fill(context, refreshed, query.Sql);
        context.DropTree(table.Tree);
        foreach (var index in table.Indexes)
            context.DropTree(index.Tree);
    }

    private static void CheckConcurrently(
        RefreshMaterializedViewStatement statement, TableSchema table, MaterializedQuery query)
    {
        if (!statement.WithData)
            throw DefinitionErrors.ConcurrentlyWithNoData();
        if (!query.IsPopulated)
            throw DefinitionErrors.ConcurrentlyNotPopulated();
        foreach (var index in table.Indexes)
        {
            if (index.IsUnique)
                return;
        }

        throw DefinitionErrors.ConcurrentlyNeedsUniqueIndex(RowValidation.NameOf(table));
    }
}
