using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Changes the queries of all views that read a relation, which is about to be renamed.</summary>
internal static class ReaderTexts
{
    /// <summary>
    /// Changes the queries. All new texts are made before the first is put in place, because views read each other.
    /// </summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="change">Makes the new text from the old one and the schema of the view.</param>
    public static void Change(DefinitionContext context, ObjectId relation, Func<string, string, string> change)
    {
        var views = new List<(ViewSchema View, string Sql)>();
        foreach (var view in context.Catalog.Views)
        {
            if (view.References.Contains(relation))
                views.Add((view, change(view.QuerySql, view.SchemaName)));
        }

        var tables = new List<(TableSchema Table, string Sql)>();
        foreach (var table in context.Catalog.Tables)
        {
            if (table.Materialized is { } query && query.References.Contains(relation))
                tables.Add((table, change(query.Sql, "")));
        }

        foreach (var (view, sql) in views)
            context.Edit.PutView(view with { QuerySql = sql }, view);
        foreach (var (table, sql) in tables)
            context.Edit.PutTable(table with { Materialized = table.Materialized! with { Sql = sql } });
    }
}
