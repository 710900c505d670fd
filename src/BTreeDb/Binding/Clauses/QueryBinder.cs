using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds a whole query: WITH, then the body by its kind, then ORDER BY and LIMIT around it.</summary>
internal sealed class QueryBinder(BindingContext context)
{
    private readonly CommonTableBinder _commonTables = new(context);
    private readonly LimitBinder _limits = new(context);
    private readonly SelectBinder _selects = new(context);
    private readonly SetOperationBinder _setOperations = new(context);
    private readonly ValuesBinder _values = new(context);

    /// <summary>Binds a query.</summary>
    /// <param name="syntax">The query.</param>
    /// <param name="outer">What surrounds it, or null.</param>
    /// <param name="tables">The common tables in sight.</param>
    /// <param name="settle">
    /// Whether literals without a type become text. A side of a set operation and the source of INSERT leave that to
    /// what they are part of.
    /// </param>
    public BoundQuery Bind(SelectStatement syntax, Scope? outer, CommonTables? tables, bool settle = true)
    {
        StackDepth.Ensure();
        syntax = ParenthesesRemover.Remove(syntax);
        if (!syntax.Locking.IsEmpty && syntax.Body is not (QuerySpecification or TableQuery))
        {
            throw LockingErrors.NotAllowedWith(
                syntax.Locking[0], syntax.Body is ValuesQuery ? "VALUES" : "UNION/INTERSECT/EXCEPT");
        }

        tables = AddCommonTables(syntax.With, outer, tables);
        return syntax.Body switch
        {
            QuerySpecification specification => _selects.Bind(specification, syntax, outer, tables, settle),
            SetOperation operation => _setOperations.Bind(operation, syntax, outer, tables),
            ValuesQuery values => BindValues(values, syntax, outer, tables),
            TableQuery table => _selects.Bind(AsSelect(table), syntax, outer, tables, settle),
            _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax.Body, null),
        };
    }

    /// <summary>Binds a side of a set operation, whose literals get their types from both sides.</summary>
    public BoundQuery BindSide(QueryBody body, Scope? outer, CommonTables? tables) =>
        body is ParenthesizedQuery parenthesized
            ? Bind(parenthesized.Query, outer, tables, settle: false)
            : Bind(Bare(body), outer, tables, settle: false);

    /// <summary>Adds the tables of a WITH clause to those in sight.</summary>
    public CommonTables? AddCommonTables(WithClause? with, Scope? outer, CommonTables? tables) =>
        _commonTables.Add(with, outer, tables);

    /// <summary>Binds a reference to a common table.</summary>
    public BoundTableReference Refer(CommonTables table, string alias, QueryLevel level, int position) =>
        _commonTables.Refer(table, alias, level, position);

    private static SelectStatement Bare(QueryBody body) =>
        new(body.Position, null, body, SyntaxList<SortItem>.Empty, null, SyntaxList<LockingClause>.Empty);

    private static QuerySpecification AsSelect(TableQuery table) => new(
        table.Position,
        null,
        SyntaxList.Create<SelectItem>([new SelectItem(table.Position, new AllColumns(table.Position, SyntaxList<string>.Empty), null)]),
        null,
        SyntaxList.Create<FromItem>([table.Table]),
        null,
        null,
        null,
        SyntaxList<NamedWindow>.Empty);

    private BoundQuery BindValues(ValuesQuery syntax, SelectStatement statement, Scope? outer, CommonTables? tables)
    {
        var scope = Scope.Inside(outer, tables);
        var values = _values.Bind(syntax, scope);
        if (!statement.OrderBy.IsEmpty)
            return _selects.BindOver(values, statement, scope);
        LimitBinder.HasTies(statement);
        var (limit, offset) = _limits.Bind(statement.Limit, scope);
        return limit is null && offset is null
            ? values
            : new BoundOrderedQuery(values, [], limit, offset, values.Columns);
    }
}
