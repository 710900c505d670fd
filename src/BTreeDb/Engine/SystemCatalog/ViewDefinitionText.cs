using BTreeDb.Catalog;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The query of a view as text.</summary>
internal static class ViewDefinitionText
{
    /// <summary>The query as the catalog keeps it, ended as PostgreSQL ends it.</summary>
    public static string Of(ViewSchema view, CatalogSnapshot catalog) => $" {view.QuerySql};";
}
