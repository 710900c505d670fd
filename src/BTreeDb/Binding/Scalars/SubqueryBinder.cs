using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds queries inside expressions.</summary>
internal sealed class SubqueryBinder(BindingContext context)
{
    public BoundSubquery Bind(Expression syntax, Scope scope)
    {
        RefuseByClause(scope.Level.Clause, syntax.Position);
        return syntax switch
        {
            SubqueryExpression scalar => BindScalar(scalar, scope),
            ExistsExpression exists => BindExists(exists, scope),
            InSubqueryExpression membership => BindIn(membership, scope),
            QuantifiedSubqueryExpression quantified => BindQuantified(quantified, scope),
            _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax, null),
        };
    }

    private BoundSubquery BindScalar(SubqueryExpression syntax, Scope scope)
    {
        var query = BindQuery(syntax.Query, scope);
        if (query.Columns.Length != 1)
            throw QueryErrors.SubqueryColumns(syntax.Position);
        return new BoundSubquery(SubqueryKind.Scalar, query, null, FunctionId.None, query.Columns[0].Type)
        {
            Position = syntax.Position,
        };
    }

    private BoundSubquery BindExists(ExistsExpression syntax, Scope scope) =>
        new(SubqueryKind.Exists, BindQuery(syntax.Query, scope), null, FunctionId.None, SqlType.Boolean)
        {
            Position = syntax.Position,
        };

    private BoundSubquery BindIn(InSubqueryExpression syntax, Scope scope)
    {
        var kind = syntax.Negated ? SubqueryKind.All : SubqueryKind.Any;
        return BindComparison(kind, syntax.Operand, syntax.Negated ? "<>" : "=", syntax.Query, syntax.Position, scope);
    }

    private BoundSubquery BindQuantified(QuantifiedSubqueryExpression syntax, Scope scope)
    {
        var kind = syntax.Quantifier == Quantifier.Any ? SubqueryKind.Any : SubqueryKind.All;
        return BindComparison(kind, syntax.Left, syntax.Operator.Symbol, syntax.Query, syntax.Position, scope);
    }

    private BoundSubquery BindComparison(
        SubqueryKind kind, Expression left, string symbol, SelectStatement query, int position, Scope scope)
    {
        if (left is RowConstructor)
            throw UnsupportedErrors.SingularFeature("comparing a row with a subquery", position);
        var operand = context.Expressions.Bind(left, scope);
        var bound = BindQuery(query, scope);
        if (bound.Columns.Length > 1)
            throw QueryErrors.SubqueryTooManyColumns(position);
        if (bound.Columns.IsEmpty)
            throw QueryErrors.SubqueryTooFewColumns(position);
        var column = bound.Columns[0];
        var value = new BoundColumn(column.Id, column.Type, column.Name);
        var comparison = context.Operators.Bind(symbol, operand, value, position);
        if (comparison.Type.Id != TypeId.Boolean)
            throw CallErrors.RowOperatorNotBoolean(comparison.Type, position);
        var converted = comparison.Arguments[1];
        if (converted is not BoundColumn)
            bound = QueryShaper.Project(context, bound, [converted], scope.Level);
        return new BoundSubquery(kind, bound, comparison.Arguments[0], comparison.Function, SqlType.Boolean)
        {
            Position = comparison.Position,
        };
    }

    private BoundQuery BindQuery(SelectStatement syntax, Scope scope)
    {
        var place = context.EnterRecursionPlace(RecursionPlace.Subquery);
        var query = context.Queries.Bind(syntax, scope, scope.CommonTables);
        context.RecursionPlace = place;
        return query;
    }

    private static void RefuseByClause(ClauseKind clause, int position)
    {
        if (clause == ClauseKind.Default)
            throw QueryErrors.CannotUse("subquery", "DEFAULT expression", position);
        if (clause == ClauseKind.Index)
            throw QueryErrors.CannotUse("subquery", "index expression", position);
        if (clause == ClauseKind.IndexPredicate)
            throw QueryErrors.CannotUse("subquery", "index predicate", position);
        if (clause == ClauseKind.ExecuteArgument)
            throw QueryErrors.CannotUse("subquery", "EXECUTE parameter", position);
        if (clause == ClauseKind.Conversion)
            throw QueryErrors.CannotUse("subquery", "transform expression", position);
        if (clause == ClauseKind.Generation)
            throw QueryErrors.CannotUse("subquery", "column generation expression", position);
        if (clause is ClauseKind.Check or ClauseKind.DomainCheck)
            throw QueryErrors.CannotUse("subquery", "check constraint", position);
    }
}
