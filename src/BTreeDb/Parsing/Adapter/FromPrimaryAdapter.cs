using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The items of FROM that are not joins, and joins in parentheses.</summary>
internal static class FromPrimaryAdapter
{
    /// <summary>Converts the item.</summary>
    public static FromItem Convert(BTreeDbParser.FromPrimaryContext context)
    {
        switch (context)
        {
            case BTreeDbParser.NamedFromContext named:
                return Named(named);
            case BTreeDbParser.OnlyTableContext only:
                return Table(only, NameAdapter.Qualified(only.qualifiedName()), true, only.alias(), only.tableSample());
            case BTreeDbParser.KeywordFromContext keyword:
                return Table(keyword, KeywordName(keyword), false, keyword.alias(), keyword.tableSample());
            case BTreeDbParser.QueryFromContext query:
                return Subquery(query, query.query(), query.alias(), false);
            case BTreeDbParser.LateralFromContext lateral:
                return Lateral(lateral);
            case BTreeDbParser.FunctionFromContext function:
                return Functions(
                    function,
                    [Function(function.functionExpression())],
                    false,
                    function.ordinality(),
                    function.functionAlias(),
                    false);
            case BTreeDbParser.RowsFromContext rows:
                return Functions(rows, RowsFrom(rows), true, rows.ordinality(), rows.functionAlias(), false);
            case BTreeDbParser.JoinFromContext join:
                return Parenthesized(join);
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static FromItem Named(BTreeDbParser.NamedFromContext context)
    {
        var name = NameAdapter.Function(context.functionName());
        if (context.plainCall() is not { } call)
            return Table(context, name, false, context.alias(), context.tableSample());
        var function = CallAdapter.Convert(name, call);
        return Functions(context, [Single(function)], false, context.ordinality(), context.functionAlias(), false);
    }

    private static TableReference Table(
        ParserRuleContext context,
        QualifiedName name,
        bool only,
        BTreeDbParser.AliasContext? alias,
        BTreeDbParser.TableSampleContext? sample) =>
        new(Nodes.Position(context), name, only, Alias(alias), Sample(sample));

    private static SubqueryTable Subquery(
        ParserRuleContext context,
        BTreeDbParser.QueryContext query,
        BTreeDbParser.AliasContext? alias,
        bool lateral)
    {
        var converted = QueryAdapter.Convert(query);
        return alias is null
            ? throw ParsingErrors.MissingAlias(converted.Body is ValuesQuery, Nodes.Position(context))
            : new SubqueryTable(Nodes.Position(context), converted, Alias(alias), lateral);
    }

    private static QualifiedName KeywordName(BTreeDbParser.KeywordFromContext context)
    {
        var parts = new List<string> { NameAdapter.Name(context.colNameKeyword()) };
        foreach (var part in context.colLabel())
            parts.Add(NameAdapter.Name(part));
        return new QualifiedName(Nodes.Position(context), new SyntaxList<string>(parts.ToArray()));
    }

    private static FromItem Lateral(BTreeDbParser.LateralFromContext context)
    {
        if (context.query() is { } query)
            return Subquery(context, query, context.alias(), true);
        var function = context.lateralFunction();
        var isRowsFrom = function.ROWS() is not null;
        TableFunction[] functions = isRowsFrom
            ? RowsFrom(function)
            : [Function(function.functionName(), function.plainCall(), function.functionExpression())];
        return Functions(context, functions, isRowsFrom, context.ordinality(), context.functionAlias(), true);
    }

    private static FunctionTable Functions(
        ParserRuleContext context,
        TableFunction[] functions,
        bool isRowsFrom,
        BTreeDbParser.OrdinalityContext? ordinality,
        BTreeDbParser.FunctionAliasContext? alias,
        bool lateral)
    {
        // A column definition list belongs to the one function although it stands behind the alias.
        if (alias?.typedColumns() is { } columns)
        {
            if (isRowsFrom)
                throw ParsingErrors.Syntax(columns.Start);
            functions[0] = functions[0] with { Columns = Typed(columns) };
        }

        return new FunctionTable(
            Nodes.Position(context),
            new SyntaxList<TableFunction>(functions),
            isRowsFrom,
            ordinality is not null,
            FunctionAlias(alias),
            lateral);
    }

    private static TableFunction[] RowsFrom(ParserRuleContext context)
    {
        var items = Nodes.Map<BTreeDbParser.RowsFromItemContext, TableFunction>(context, static item =>
            Function(item.functionName(), item.plainCall(), item.functionExpression()) with
            {
                Columns = item.typedColumns() is { } columns ? Typed(columns) : SyntaxList<TypedColumn>.Empty,
            });
        return items.AsSpan().ToArray();
    }

    private static TableFunction Function(
        BTreeDbParser.FunctionNameContext? name,
        BTreeDbParser.PlainCallContext? call,
        BTreeDbParser.FunctionExpressionContext? expression) =>
        name is null ? Function(expression!) : Single(CallAdapter.Convert(NameAdapter.Function(name), call!));

    private static TableFunction Function(BTreeDbParser.FunctionExpressionContext context) =>
        Single(FunctionExpression(context));

    /// <summary>A call whose function's name is a keyword.</summary>
    internal static Expression FunctionExpression(BTreeDbParser.FunctionExpressionContext context)
    {
        if (context.specialFunction() is { } special)
            return SpecialFunctionAdapter.Convert(special);
        var keyword = context.typeFuncKeyword();
        var name = new QualifiedName(Nodes.Position(keyword), new SyntaxList<string>([NameAdapter.Name(keyword)]));
        return CallAdapter.Convert(name, context.plainCall());
    }

    private static TableFunction Single(Expression call) => new(call.Position, call, SyntaxList<TypedColumn>.Empty);

    private static SyntaxList<TypedColumn> Typed(BTreeDbParser.TypedColumnsContext context) =>
        Nodes.Map<BTreeDbParser.TypedColumnContext, TypedColumn>(context, static column => new TypedColumn(
            Nodes.Position(column),
            NameAdapter.Name(column.colId()),
            TypeAdapter.Convert(column.typeName()),
            NameAdapter.OptionalQualified(column.qualifiedName())));

    private static TableAlias? Alias(BTreeDbParser.AliasContext? context) => context is null
        ? null
        : new TableAlias(Nodes.Position(context.colId()), NameAdapter.Name(context.colId()), NameAdapter.Columns(context.nameList()));

    private static TableAlias? FunctionAlias(BTreeDbParser.FunctionAliasContext? context) => context is null
        ? null
        : new TableAlias(
            Nodes.Position(context),
            NameAdapter.Optional(context.colId()) ?? "",
            NameAdapter.Columns(context.nameList()));

    private static TableSample? Sample(BTreeDbParser.TableSampleContext? context) => context is null
        ? null
        : new TableSample(
            Nodes.Position(context),
            NameAdapter.Qualified(context.qualifiedName()),
            ExpressionAdapter.List(context.exprList()),
            ExpressionAdapter.Optional(context.expr()));

    // In parentheses there must be a join, or parentheses around one; a bare table there is an error in PostgreSQL too.
    private static JoinedTable Parenthesized(BTreeDbParser.JoinFromContext context)
    {
        NestingLimit.Enter(1);
        if (FromAdapter.Convert(context.fromItem()) is not JoinedTable join)
            throw ParsingErrors.Syntax(context.RP().Symbol);
        NestingLimit.Leave(1);
        if (context.alias() is not { } alias)
            return join;
        return join.Alias is null ? join with { Alias = Alias(alias) } : throw ParsingErrors.Syntax(alias.Start);
    }
}
