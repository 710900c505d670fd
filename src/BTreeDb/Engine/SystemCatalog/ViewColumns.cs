using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Finds the types of a view's columns, which the catalog does not keep: they are those of its query.</summary>
internal static class ViewColumns
{
    /// <summary>The columns; none when the query no longer fits the tables that it reads.</summary>
    public static ImmutableArray<ColumnSchema> Of(ViewSchema view, CatalogSnapshot catalog)
    {
        try
        {
            var bound = (BoundQueryStatement)Binder.Bind(
                SqlParser.ParseStatement(view.QuerySql), catalog, BindingOptions.Default);
            var columns = ImmutableArray.CreateBuilder<ColumnSchema>(view.ColumnNames.Length);
            for (var i = 0; i < view.ColumnNames.Length; i++)
                columns.Add(new ColumnSchema(view.ColumnNames[i], i, bound.Query.Columns[i].Type, IsNullable: true));
            return columns.MoveToImmutable();
        }
        catch (EngineException)
        {
            return [];
        }
    }
}
