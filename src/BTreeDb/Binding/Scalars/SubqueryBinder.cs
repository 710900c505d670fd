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
    private readonly RowComparisonBinder _rows = new(context);

    public BoundExpression Bind(Expression syntax, Scope scope)
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

    private BoundExpression BindIn(InSubqueryExpression syntax, Scope scope)
    {
        var kind = syntax.Negated ? SubqueryKind.All : SubqueryKind.Any;
        return BindComparison(kind, syntax.Operand, syntax.Negated ? "<>" : "=", syntax.Query, syntax.Position, scope);
    }

    private BoundExpression BindQuantified(QuantifiedSubqueryExpression syntax, Scope scope)
    {
        var kind = syntax.Quantifier == Quantifier.Any ? SubqueryKind.Any : SubqueryKind.All;
        return BindComparison(kind, syntax.Left, syntax.Operator.Symbol, syntax.Query, syntax.Position, scope);
    }

    private BoundExpression BindComparison(
        SubqueryKind kind, Expression left, string symbol, SelectStatement query, int position, Scope scope)
    {
        if (left is RowConstructor row)
            return BindRows(kind, row, symbol, query, position, scope);
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

    /// <summary>ARRAY(query): its only column as an array, empty when there is no row.</summary>
    public BoundExpression BindArray(ArraySubqueryExpression syntax, Scope scope)
    {
        var query = BindQuery(syntax.Query, scope);
        if (query.Columns.Length != 1)
            throw QueryErrors.SubqueryColumns(syntax.Position);
        var level = new QueryLevel(scope.Level);
        foreach (var moved in query.Columns)
            context.MoveTo(level, moved.Id);
        var column = query.Columns[0];
        var type = SqlType.ArrayOf(column.Type);
        var output = context.NewColumn(level);
        var aggregate = new BoundAggregate(
            output, AggregateId.ArrayAgg, [new BoundColumn(column.Id, column.Type, column.Name)], false, null, type);
        var definition = new BoundColumnDefinition(context.NewColumn(level), "array", type);
        var projection = new BoundProjection(definition, new BoundColumn(output, type, "array_agg"));
        var from = new BoundDerivedTable(query, "subquery", false, query.Columns);
        var select = new BoundSelect(from, null, true, [], [aggregate], null, [projection], false, [definition]);
        var value = new BoundSubquery(SubqueryKind.Scalar, select, null, FunctionId.None, type) { Position = syntax.Position };
        var empty = context.Coercer.Coerce(LiteralBinder.Text("{}", syntax.Position), type);
        return new BoundCoalesce([value, empty], type) { Position = syntax.Position };
    }

    /// <summary>Compares a written row with the only row of a query; no row is NULL, more are 21000.</summary>
    public BoundSubquery BindRow(RowConstructor row, string symbol, SelectStatement syntax, int position, Scope scope)
    {
        var fields = context.Expressions.BindAll(row.Fields, scope);
        var query = BindQuery(syntax, scope);
        var test = _rows.Compare(symbol, fields, ColumnsOf(query, fields.Length, position), position);
        var tested = QueryShaper.Project(context, query, [test], scope.Level);
        return new BoundSubquery(SubqueryKind.Scalar, tested, null, FunctionId.None, SqlType.Boolean) { Position = position };
    }

    /// <summary>ANY and ALL over rows; a row relates to all when it relates oppositely to none.</summary>
    private BoundExpression BindRows(
        SubqueryKind kind, RowConstructor row, string symbol, SelectStatement syntax, int position, Scope scope)
    {
        var fields = context.Expressions.BindAll(row.Fields, scope);
        var query = BindQuery(syntax, scope);
        var isAll = kind == SubqueryKind.All;
        var test = _rows.Compare(
            isAll ? Opposite(symbol) : symbol, fields, ColumnsOf(query, fields.Length, position), position);
        var any = new BoundSubquery(SubqueryKind.Any, query, null, FunctionId.None, SqlType.Boolean)
        {
            Test = test,
            Position = position,
        };
        return isAll ? new BoundNot(any) { Position = position } : any;
    }

    private static BoundExpression[] ColumnsOf(BoundQuery query, int count, int position)
    {
        if (query.Columns.Length > count)
            throw QueryErrors.SubqueryTooManyColumns(position);
        if (query.Columns.Length < count)
            throw QueryErrors.SubqueryTooFewColumns(position);
        var columns = new BoundExpression[count];
        for (var i = 0; i < count; i++)
            columns[i] = new BoundColumn(query.Columns[i].Id, query.Columns[i].Type, query.Columns[i].Name);
        return columns;
    }

    private static string Opposite(string symbol) => symbol switch
    {
        "=" => "<>",
        "<>" => "=",
        "<" => ">=",
        ">=" => "<",
        ">" => "<=",
        "<=" => ">",
        _ => symbol,
    };

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
