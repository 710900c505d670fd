using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The operators that are words: BETWEEN, IN, LIKE, IS.</summary>
internal static class PredicateAdapter
{
    /// <summary>Converts a predicate whose left operand is known.</summary>
    public static Expression Convert(BTreeDbParser.ExprContext context, Expression left)
    {
        // The position is that of the first word after the operand, NOT included.
        var position = ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(1)).Symbol.StartIndex;
        var negated = Nodes.Has(context, BTreeDbLexer.NOT);
        switch (context)
        {
            case BTreeDbParser.BetweenExprContext between:
                Associativity.RejectPredicateChain(between);
                var lower = BoundAdapter.Convert(between.boundExpr());
                var upper = ExpressionAdapter.Convert(between.expr(1));
                return new BetweenExpression(position, left, lower, upper, between.SYMMETRIC() is not null, negated);
            case BTreeDbParser.InExprContext inList:
                Associativity.RejectPredicateChain(inList);
                return In(inList, left, position, negated);
            case BTreeDbParser.LikeExprContext like:
                Associativity.RejectPredicateChain(like);
                return Like(like, left, position, negated);
            case BTreeDbParser.OverlapsExprContext overlaps:
                Associativity.RejectPredicateChain(overlaps);
                return Overlaps(left, ExpressionAdapter.Convert(overlaps.expr(1)), position);
            case BTreeDbParser.DistinctExprContext distinct:
                Associativity.RejectDistinctChain(distinct);
                return new IsDistinctExpression(position, left, ExpressionAdapter.Convert(distinct.expr(1)), negated);
            case BTreeDbParser.TestExprContext test:
                Associativity.RejectDistinctChain(test);
                return Test(test, left, position, negated);
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    /// <summary>The two sides of an ESCAPE, or the expression itself and null.</summary>
    public static (Expression Pattern, Expression? Escape) SplitEscape(BTreeDbParser.ExprContext context) =>
        context is BTreeDbParser.EscapeExprContext escape
            ? (ExpressionAdapter.Convert(escape.expr(0)), ExpressionAdapter.Convert(escape.expr(1)))
            : (ExpressionAdapter.Convert(context), null);

    private static Expression In(BTreeDbParser.InExprContext context, Expression left, int position, bool negated) =>
        context.query() is { } query
            ? new InSubqueryExpression(position, left, QueryAdapter.Convert(query), negated)
            : new InListExpression(position, left, ExpressionAdapter.List(context.exprList()), negated);

    private static Expression Like(BTreeDbParser.LikeExprContext context, Expression left, int position, bool negated)
    {
        var right = context.expr(1);
        if (ExpressionAdapter.Quantified(right) is { } quantified && context.SIMILAR() is null)
        {
            var symbol = (negated ? "!~~" : "~~") + (context.ILIKE() is null ? "" : "*");
            return QuantifiedAdapter.Convert(new OperatorName(position, null, symbol), left, quantified);
        }

        var kind = context.LIKE() is not null ? LikeKind.Like : context.ILIKE() is not null ? LikeKind.ILike : LikeKind.SimilarTo;
        var (pattern, escape) = SplitEscape(right);
        return new LikeExpression(position, kind, left, pattern, escape, negated);
    }

    private static FunctionCall Overlaps(Expression left, Expression right, int position)
    {
        var arguments = new List<FunctionArgument>(4);
        foreach (var side in new[] { left, right })
        {
            if (side is not RowConstructor row)
                throw ParsingErrors.Invalid("OVERLAPS takes a row of two values on each side", position);
            if (row.Fields.Count != 2)
                throw ParsingErrors.Invalid($"wrong number of parameters on {(side == left ? "left" : "right")} side of OVERLAPS expression", position);
            foreach (var field in row.Fields)
                arguments.Add(new FunctionArgument(field.Position, null, field, false));
        }

        return new FunctionCall(
            position,
            NameAdapter.System(position, "overlaps"),
            new SyntaxList<FunctionArgument>(arguments.ToArray()));
    }

    private static Expression Test(BTreeDbParser.TestExprContext context, Expression left, int position, bool negated)
    {
        var last = context.Stop.Type;
        switch (last)
        {
            case BTreeDbLexer.NULL or BTreeDbLexer.ISNULL:
                return new IsNullExpression(position, left, negated);
            case BTreeDbLexer.NOTNULL:
                return new IsNullExpression(position, left, true);
            case BTreeDbLexer.NORMALIZED:
                var form = ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(context.ChildCount - 2)).Symbol;
                var isForm = form.Type is BTreeDbLexer.NFC or BTreeDbLexer.NFD or BTreeDbLexer.NFKC or BTreeDbLexer.NFKD;
                return new IsNormalizedExpression(position, left, isForm ? NameAdapter.Name(form) : null, negated);
            default:
                bool? truth = last == BTreeDbLexer.UNKNOWN ? null : last == BTreeDbLexer.TRUE;
                return new IsTruthExpression(position, left, truth, negated);
        }
    }
}
