using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>
/// Whether a view can be changed as if it were its table: PostgreSQL's rules, in its order and words.
/// </summary>
internal static class ViewUpdatability
{
    /// <summary>The table or view in FROM, for views that <see cref="ReasonAgainst"/> has nothing against.</summary>
    public static (QuerySpecification Query, TableReference Base) Read(ViewSchema view)
    {
        var statement = Parse(view);
        var query = (QuerySpecification)statement.Body;
        return (query, (TableReference)query.From[0]);
    }

    /// <summary>Why a view is not updatable; null when it is, as far as its own query goes.</summary>
    public static string? ReasonAgainst(BindingContext context, ViewSchema view)
    {
        var statement = Parse(view);
        var query = statement.Body as QuerySpecification;
        if (query?.Distinct is not null)
            return "Views containing DISTINCT are not automatically updatable.";
        if (query?.GroupBy is not null)
            return "Views containing GROUP BY are not automatically updatable.";
        if (query?.Having is not null)
            return "Views containing HAVING are not automatically updatable.";
        if (statement.Body is SetOperation)
            return "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.";
        if (statement.With is not null)
            return "Views containing WITH are not automatically updatable.";
        if (statement.Limit is not null)
            return "Views containing LIMIT or OFFSET are not automatically updatable.";
        return query is null ? NotOneRelation : ReasonOfParts(context, view, query);
    }

    /// <summary>The reason of a view whose FROM is not one table or view.</summary>
    public const string NotOneRelation =
        "Views that do not select from a single table or view are not automatically updatable.";

    private static SelectStatement Parse(ViewSchema view) =>
        ParenthesesRemover.Remove((SelectStatement)SqlParser.ParseStatement(view.QuerySql));

    private static string? ReasonOfParts(BindingContext context, ViewSchema view, QuerySpecification query)
    {
        var bound = StoredQueryBinder.Bind(context, view);
        var select = bound as BoundSelect ?? (bound as BoundOrderedQuery)?.Input as BoundSelect;
        if (select is { IsGrouped: true })
            return "Views that return aggregate functions are not automatically updatable.";
        if (select is { Windows.IsEmpty: false })
            return "Views that return window functions are not automatically updatable.";
        foreach (var item in query.Items)
        {
            if (item.Value is FunctionCall call && !TableFunctionSignatures.All[call.Name.Name].IsEmpty)
                return "Views that return set-returning functions are not automatically updatable.";
        }
        if (query.From is not [TableReference reference])
            return NotOneRelation;
        return reference.Sample is null ? null : "Views containing TABLESAMPLE are not automatically updatable.";
    }
}
