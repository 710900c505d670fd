using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The restricted expressions of BETWEEN's lower bound, DEFAULT and POSITION (PostgreSQL's b_expr).</summary>
internal static class BoundAdapter
{
    /// <summary>Converts an expression.</summary>
    public static Expression Convert(BTreeDbParser.BoundExprContext context)
    {
        NestingLimit.Enter(1);
        var result = Dispatch(context);
        NestingLimit.Leave(1);
        return result;
    }

    private static Expression Dispatch(BTreeDbParser.BoundExprContext context)
    {
        switch (context)
        {
            case BTreeDbParser.PrimaryBoundContext primary:
                return PrimaryAdapter.Convert(primary.primary());
            case BTreeDbParser.CastBoundContext cast:
                return new CastExpression(
                    Nodes.PositionOf(cast, BTreeDbLexer.TYPECAST), Convert(cast.boundExpr()), TypeAdapter.Convert(cast.typeName()));
            case BTreeDbParser.SignBoundContext sign:
                return ExpressionAdapter.Sign(sign.Start, Convert(sign.boundExpr()));
            case BTreeDbParser.PrefixBoundContext prefix:
                return new UnaryExpression(
                    Nodes.Position(prefix), ExpressionAdapter.Operator(prefix.operatorName()), Convert(prefix.boundExpr()));
            case BTreeDbParser.BinaryBoundContext binary:
                return Infix(ExpressionAdapter.Operator(Second(binary)), binary.boundExpr(0), binary.boundExpr(1));
            case BTreeDbParser.OperatorBoundContext general:
                return Infix(ExpressionAdapter.Operator(general.operatorName()), general.boundExpr(0), general.boundExpr(1));
            case BTreeDbParser.ComparisonBoundContext comparison:
                if (comparison.boundExpr(0) is BTreeDbParser.ComparisonBoundContext)
                    throw ParsingErrors.Syntax(Second(comparison));
                return Infix(ExpressionAdapter.Operator(Second(comparison)), comparison.boundExpr(0), comparison.boundExpr(1));
            case BTreeDbParser.DistinctBoundContext distinct:
                return new IsDistinctExpression(
                    Second(distinct).StartIndex,
                    Convert(distinct.boundExpr(0)),
                    Convert(distinct.boundExpr(1)),
                    distinct.NOT() is not null);
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static BinaryExpression Infix(
        OperatorName name,
        BTreeDbParser.BoundExprContext left,
        BTreeDbParser.BoundExprContext right) =>
        new(name.Position, name, Convert(left), Convert(right));

    private static IToken Second(ParserRuleContext context) =>
        ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(1)).Symbol;
}
