using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Queries: everything but FROM.</summary>
internal static class QueryAdapter
{
    /// <summary>A query with its WITH clause.</summary>
    public static SelectStatement Convert(BTreeDbParser.QueryContext context) =>
        Convert(context.withClause(), context.selectBody());

    /// <summary>A query whose WITH clause, if any, stands before it.</summary>
    public static SelectStatement Convert(BTreeDbParser.WithClauseContext? with, BTreeDbParser.SelectBodyContext context)
    {
        NestingLimit.Enter(1);
        var position = with is null ? Nodes.Position(context) : Nodes.Position(with);
        var withClause = WithAdapter.Convert(with);
        var body = Body(context.queryExpression());
        var sort = Sort(context.sortClause());
        var (limit, locking) = QueryTailAdapter.Convert(context);
        NestingLimit.Leave(1);
        var outer = new SelectStatement(position, withClause, body, sort, limit, locking);
        return body is ParenthesizedQuery inner ? Merge(outer, inner.Query) : outer;
    }

    /// <summary>ORDER BY.</summary>
    public static SyntaxList<SortItem> Sort(BTreeDbParser.SortClauseContext? context) =>
        Nodes.Map<BTreeDbParser.SortItemContext, SortItem>(context, SortItem);

    /// <summary>NULLS FIRST or LAST.</summary>
    public static NullsOrder Nulls(BTreeDbParser.NullsOrderContext? context) => context is null
        ? NullsOrder.Default
        : context.FIRST() is not null ? NullsOrder.First : NullsOrder.Last;

    /// <summary>The direction that a rule's ASC or DESC gives.</summary>
    public static SortDirection Direction(ParserRuleContext context)
    {
        if (Nodes.Has(context, BTreeDbLexer.ASC))
            return SortDirection.Ascending;
        return Nodes.Has(context, BTreeDbLexer.DESC) ? SortDirection.Descending : SortDirection.Default;
    }

    /// <summary>An output column, also of RETURNING.</summary>
    public static SelectItem Item(BTreeDbParser.SelectItemContext context)
    {
        var position = Nodes.Position(context);
        if (context.STAR() is not null)
            return new SelectItem(position, new AllColumns(position, SyntaxList<string>.Empty), null);
        var alias = (ParserRuleContext?)context.colLabel() ?? context.bareLabel();
        return new SelectItem(position, ExpressionAdapter.Convert(context.expr()), NameAdapter.Optional(alias));
    }

    /// <summary>WHERE, or null.</summary>
    public static Expression? Where(BTreeDbParser.WhereClauseContext? context) => ExpressionAdapter.Optional(context?.expr());

    /// <summary>
    /// A query that is nothing but a query in parentheses is that query; clauses outside join those inside, as far as
    /// they do not collide.
    /// </summary>
    private static SelectStatement Merge(SelectStatement outer, SelectStatement inner)
    {
        if (outer.With is null && outer.OrderBy.IsEmpty && outer.Limit is null && outer.Locking.IsEmpty)
            return inner;
        if (!outer.OrderBy.IsEmpty && !inner.OrderBy.IsEmpty)
            throw ParsingErrors.Invalid("multiple ORDER BY clauses not allowed", outer.OrderBy[0].Position);
        if (outer.Limit?.Count is { } count && inner.Limit?.Count is not null)
            throw ParsingErrors.Invalid("multiple LIMIT clauses not allowed", count.Position);
        if (outer.Limit?.Offset is { } offset && inner.Limit?.Offset is not null)
            throw ParsingErrors.Invalid("multiple OFFSET clauses not allowed", offset.Position);
        if (outer.With is not null && inner.With is not null)
            throw ParsingErrors.Invalid("multiple WITH clauses not allowed", outer.With.Position);
        // An inner limit cuts before the outer clauses act, so the parentheses must stay.
        return inner.Limit is null && inner.OrderBy.IsEmpty && inner.Locking.IsEmpty && inner.With is null
            ? outer with { Body = inner.Body }
            : outer;
    }

    // Set operations of one precedence form a chain to the left, built without recursion.
    private static QueryBody Body(BTreeDbParser.QueryExpressionContext context) =>
        Chain<BTreeDbParser.QueryTermContext>(context, static term => Chain<BTreeDbParser.QueryPrimaryContext>(term, Primary));

    private static QueryBody Chain<TOperand>(ParserRuleContext context, Func<TOperand, QueryBody> convert)
        where TOperand : ParserRuleContext
    {
        QueryBody? left = null;
        IToken? symbol = null;
        var all = false;
        NestingLimit.Enter(context.ChildCount / 2);
        foreach (var child in context.children)
        {
            if (child is TOperand operand)
            {
                var right = convert(operand);
                left = left is null ? right : new SetOperation(symbol!.StartIndex, Kind(symbol.Type), all, left, right);
                all = false;
            }
            else if (((Antlr4.Runtime.Tree.ITerminalNode)child).Symbol is { Type: BTreeDbLexer.ALL or BTreeDbLexer.DISTINCT } quantifier)
            {
                all = quantifier.Type == BTreeDbLexer.ALL;
            }
            else
            {
                symbol = ((Antlr4.Runtime.Tree.ITerminalNode)child).Symbol;
            }
        }

        NestingLimit.Leave(context.ChildCount / 2);
        return left!;
    }

    private static SetOperationKind Kind(int tokenType) => tokenType switch
    {
        BTreeDbLexer.UNION => SetOperationKind.Union,
        BTreeDbLexer.EXCEPT => SetOperationKind.Except,
        _ => SetOperationKind.Intersect,
    };

    private static QueryBody Primary(BTreeDbParser.QueryPrimaryContext context) => context switch
    {
        BTreeDbParser.SpecificationPrimaryContext specification => Specification(specification),
        BTreeDbParser.ValuesPrimaryContext values => new ValuesQuery(
            Nodes.Position(values),
            Nodes.Map<BTreeDbParser.ValuesRowContext, SyntaxList<Expression>>(values, ExpressionAdapter.Children)),
        BTreeDbParser.TablePrimaryContext table => new TableQuery(Nodes.Position(table), FromAdapter.Relation(table.relation())),
        BTreeDbParser.ParenthesizedPrimaryContext parenthesized =>
            new ParenthesizedQuery(Nodes.Position(parenthesized), Convert(parenthesized.query())),
        _ => throw ParsingErrors.Syntax(context.Start),
    };

    private static QuerySpecification Specification(BTreeDbParser.SpecificationPrimaryContext context) => new(
        Nodes.Position(context),
        Distinct(context.distinctClause()),
        Nodes.Map<BTreeDbParser.SelectItemContext, SelectItem>(context, Item),
        Into(context.intoClause()),
        FromAdapter.Convert(context.fromClause()),
        Where(context.whereClause()),
        GroupingAdapter.Convert(context.groupClause()),
        ExpressionAdapter.Optional(context.havingClause()?.expr()),
        Nodes.Map<BTreeDbParser.NamedWindowContext, NamedWindow>(context.windowClause(), WindowAdapter.Convert));

    private static DistinctClause? Distinct(BTreeDbParser.DistinctClauseContext? context) =>
        context is null ? null : new DistinctClause(Nodes.Position(context), ExpressionAdapter.List(context.exprList()));

    private static IntoClause? Into(BTreeDbParser.IntoClauseContext? context)
    {
        if (context is null)
            return null;
        var persistence = context.UNLOGGED() is not null
            ? Persistence.Unlogged
            : context.TEMP() is not null || context.TEMPORARY() is not null ? Persistence.Temporary : Persistence.Permanent;
        return new IntoClause(Nodes.Position(context), NameAdapter.Qualified(context.qualifiedName()), persistence);
    }

    private static SortItem SortItem(BTreeDbParser.SortItemContext context) => new(
        Nodes.Position(context),
        ExpressionAdapter.Convert(context.expr()),
        Direction(context),
        Nulls(context.nullsOrder()),
        context.anyOperator() is { } symbol ? ExpressionAdapter.Operator(symbol) : null);
}
