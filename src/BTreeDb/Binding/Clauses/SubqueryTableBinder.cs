using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds a query in FROM.</summary>
internal sealed class SubqueryTableBinder(BindingContext context)
{
    public BoundFromItem Bind(SubqueryTable syntax, Scope scope)
    {
        scope.In(ClauseKind.FromSubquery);
        // Without LATERAL the items beside it are out of sight, but known to errors.
        var outer = syntax.Lateral ? scope with { IsLateral = true } : scope.With([]);
        var query = context.Queries.Bind(syntax.Query, outer, scope.CommonTables);
        foreach (var column in query.Columns)
            context.MoveTo(scope.Level, column.Id);
        var alias = syntax.Alias?.Name;
        var columns = ColumnAliases.Apply(
            query.Columns, syntax.Alias?.Columns ?? SyntaxList<Identifier>.Empty, alias ?? "unnamed_subquery", syntax.Position);
        var item = ScopeItem.Of(alias, null, null, columns);
        scope.Level.AllItems.Add(item);
        return new BoundFromItem(new BoundDerivedTable(query, alias ?? "unnamed_subquery", syntax.Lateral, columns), [item]);
    }
}
