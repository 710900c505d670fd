using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The query of a view as text.</summary>
internal static class ViewDefinitionText
{
    /// <summary>
    /// The query as the catalog keeps it, with the names that the view gives its columns, ended as PostgreSQL ends it.
    /// </summary>
    public static string Of(string sql, ImmutableArray<string> names)
    {
        var query = (SelectStatement)SqlParser.ParseStatement(sql);
        var named = query with { Body = WithNames(query.Body, names) };
        return $" {(named == query ? sql : SyntaxPrinter.Print(named))};";
    }

    /// <summary>The columns of set operations have the names of the first part.</summary>
    private static QueryBody WithNames(QueryBody body, ImmutableArray<string> names)
    {
        if (body is SetOperation operation)
            return operation with { Left = WithNames(operation.Left, names) };
        if (body is not QuerySpecification query || query.Items.Count != names.Length)
            return body;
        var items = new SelectItem[names.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var item = query.Items[i];
            items[i] = (item.Alias ?? Binder.NameOf(item.Value)) == names[i] ? item : item with { Alias = names[i] };
        }

        return query with { Items = new SyntaxList<SelectItem>(items) };
    }
}
