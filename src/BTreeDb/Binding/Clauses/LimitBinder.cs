using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>LIMIT, OFFSET and FETCH FIRST: bigint expressions without columns of the query.</summary>
internal sealed class LimitBinder(BindingContext context)
{
    public (BoundExpression? Limit, BoundExpression? Offset) Bind(LimitClause? syntax, Scope scope)
    {
        if (syntax is null)
            return (null, null);
        return (
            Bind(syntax.Count, scope.In(ClauseKind.Limit), "LIMIT"),
            Bind(syntax.Offset, scope.In(ClauseKind.Offset), "OFFSET"));
    }

    /// <summary>Whether a query says WITH TIES; then it must have an order.</summary>
    public static bool HasTies(SelectStatement statement)
    {
        if (statement.Limit is not { WithTies: true } limit)
            return false;
        return statement.OrderBy.IsEmpty ? throw QueryErrors.TiesNeedOrder(limit.Position) : true;
    }

    private BoundExpression? Bind(Expression? syntax, Scope scope, string clause)
    {
        if (syntax is null)
            return null;
        var bound = context.Expressions.Bind(syntax, scope);
        ColumnUses.Visit(bound, use =>
        {
            if (context.LevelOf(use.Id) == scope.Level)
                throw QueryErrors.ContainsVariables(clause, use.Position);
        });
        return context.Coercer.Require(bound, SqlType.BigInt, clause);
    }
}
