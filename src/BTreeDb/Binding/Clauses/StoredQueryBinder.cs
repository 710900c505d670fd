using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Binds the query of a view from its text. Errors lose their positions, which would point into a text that the user did
/// not write.
/// </summary>
internal static class StoredQueryBinder
{
    public static BoundQuery Bind(BindingContext context, ViewSchema view)
    {
        if (!context.ViewsInProgress.Add(view.Id))
            throw QueryErrors.ViewReadsItself(view.Name);
        var around = context.ViewSchema;
        var uses = context.Uses;
        context.Uses = null;
        context.ViewSchema = view.SchemaName;
        try
        {
            return context.Queries.Bind((SelectStatement)SqlParser.ParseStatement(view.QuerySql), outer: null, tables: null);
        }
        catch (EngineException error) when (error.Position >= 0)
        {
            throw error.WithoutPosition();
        }
        finally
        {
            context.ViewSchema = around;
            context.ViewsInProgress.Remove(view.Id);
            context.Uses = uses;
        }
    }
}
