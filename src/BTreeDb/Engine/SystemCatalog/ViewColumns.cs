using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Definitions;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Finds the types of a view's columns, which the catalog does not keep: they are those of its query.</summary>
internal static class ViewColumns
{
    /// <summary>The columns; none when the query no longer fits the tables that it reads.</summary>
    public static ImmutableArray<ColumnSchema> Of(ViewSchema view, CatalogSnapshot catalog)
    {
        try
        {
            return ViewTypes.ColumnsOf(view, catalog, BindingOptions.Default);
        }
        catch (EngineException)
        {
            return [];
        }
    }
}
