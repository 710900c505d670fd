using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>What operators work on: literals, names, calls, subqueries, constructors.</summary>
internal static class PrimaryAdapter
{
    /// <summary>Converts an operand.</summary>
    public static Expression Convert(BTreeDbParser.PrimaryContext context)
    {
        switch (context)
        {
            case BTreeDbParser.LiteralPrimaryContext literal:
                return LiteralAdapter.Convert(literal.Start);
            case BTreeDbParser.NamePrimaryContext name:
                return NamedAdapter.Convert(name);
            case BTreeDbParser.ParameterPrimaryContext parameter:
                return NamedAdapter.Steps(LiteralAdapter.Parameter(parameter.parameter()), parameter.indirection());
            case BTreeDbParser.KeywordColumnPrimaryContext column:
                return NamedAdapter.Column(column);
            case BTreeDbParser.KeywordCallPrimaryContext call:
                return NamedAdapter.KeywordCall(call);
            case BTreeDbParser.TypedLiteralPrimaryContext typed:
                return new TypedLiteral(
                    Nodes.Position(typed), TypeAdapter.Convert(typed.builtinType()), LiteralAdapter.Text(typed.STRING().Symbol));
            case BTreeDbParser.IntervalPrimaryContext interval:
                return Interval(interval);
            case BTreeDbParser.SpecialPrimaryContext special:
                return Special(special);
            default:
                return Nested(context);
        }
    }

    /// <summary>The operands that hold expressions or queries of their own.</summary>
    private static Expression Nested(BTreeDbParser.PrimaryContext context)
    {
        NestingLimit.Enter(1);
        var position = Nodes.Position(context);
        Expression result = context switch
        {
            BTreeDbParser.ParenthesisPrimaryContext parenthesis => Parenthesis(parenthesis),
            BTreeDbParser.SubqueryPrimaryContext subquery => NamedAdapter.Steps(
                new SubqueryExpression(position, QueryAdapter.Convert(subquery.query())), subquery.indirection()),
            BTreeDbParser.ExistsPrimaryContext exists => new ExistsExpression(position, QueryAdapter.Convert(exists.query())),
            BTreeDbParser.ArrayPrimaryContext array => Array(array, position),
            BTreeDbParser.RowPrimaryContext row => new RowConstructor(position, ExpressionAdapter.List(row.exprList()), true),
            BTreeDbParser.CasePrimaryContext choice => Case(choice, position),
            BTreeDbParser.CurrentOfPrimaryContext current => new CurrentOfExpression(position, NameAdapter.Name(current.colId())),
            BTreeDbParser.GroupingPrimaryContext grouping =>
                new GroupingExpression(position, ExpressionAdapter.List(grouping.exprList())),
            // ANY and ALL make sense to the right of an operator only, where they do not come here.
            _ => throw ParsingErrors.Syntax(context.Start),
        };
        NestingLimit.Leave(1);
        return result;
    }

    private static Expression Parenthesis(BTreeDbParser.ParenthesisPrimaryContext context)
    {
        var fields = ExpressionAdapter.Children(context);
        var value = fields.Count == 1 ? fields[0] : new RowConstructor(Nodes.Position(context), fields, false);
        return NamedAdapter.Steps(value, context.indirection());
    }

    private static Expression Array(BTreeDbParser.ArrayPrimaryContext context, int position) => context.query() is { } query
        ? new ArraySubqueryExpression(position, QueryAdapter.Convert(query))
        : Elements(context.arrayElements(), position);

    private static ArrayConstructor Elements(BTreeDbParser.ArrayElementsContext context, int position)
    {
        NestingLimit.Enter(1);
        var elements = Nodes.Map<BTreeDbParser.ArrayElementContext, Expression>(context, static element =>
            element.expr() is { } value
                ? ExpressionAdapter.Convert(value)
                : Elements(element.arrayElements(), Nodes.Position(element)));
        NestingLimit.Leave(1);
        return new ArrayConstructor(position, elements);
    }

    private static CaseExpression Case(BTreeDbParser.CasePrimaryContext context, int position) => new(
        position,
        ExpressionAdapter.Optional(context.operand),
        Nodes.Map<BTreeDbParser.CaseBranchContext, CaseBranch>(context, static branch => new CaseBranch(
            Nodes.Position(branch),
            ExpressionAdapter.Convert(branch.expr(0)),
            ExpressionAdapter.Convert(branch.expr(1)))),
        ExpressionAdapter.Optional(context.otherwise));

    private static TypedLiteral Interval(BTreeDbParser.IntervalPrimaryContext context)
    {
        var position = Nodes.Position(context);
        var type = TypeAdapter.Interval(position, context.intervalFields(), context.INTEGER_NUMBER()?.Symbol);
        return new TypedLiteral(position, type, LiteralAdapter.Text(context.STRING().Symbol));
    }

    private static Expression Special(BTreeDbParser.SpecialPrimaryContext context)
    {
        NestingLimit.Enter(1);
        var call = SpecialFunctionAdapter.Convert(context.specialFunction());
        NestingLimit.Leave(1);
        var tail = context.callTail();
        if (tail.ChildCount == 0)
            return call;
        return call is FunctionCall function
            ? CallAdapter.WithTail(function, tail)
            : throw ParsingErrors.Syntax(tail.Start);
    }
}
