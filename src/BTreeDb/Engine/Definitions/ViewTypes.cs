using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Definitions;

/// <summary>The types of a view's columns, which are those of its query.</summary>
internal static class ViewTypes
{
    /// <summary>The columns of a view.</summary>
    public static ImmutableArray<ColumnSchema> ColumnsOf(DefinitionContext context, ViewSchema view) =>
        ColumnsOf(view, context.Catalog, context.Binding);

    /// <summary>The columns of a view; fails when its query no longer fits the tables that it reads.</summary>
    public static ImmutableArray<ColumnSchema> ColumnsOf(ViewSchema view, ICatalogView catalog, BindingOptions options)
    {
        var query = Binder.Examine(
            (SelectStatement)SqlParser.ParseStatement(view.QuerySql), view.SchemaName, catalog, options, new());
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>(view.ColumnNames.Length);
        for (var i = 0; i < view.ColumnNames.Length; i++)
            columns.Add(new ColumnSchema(view.ColumnNames[i], i, query.Columns[i].Type, IsNullable: true));
        return columns.MoveToImmutable();
    }
}
