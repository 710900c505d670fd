using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Comparisons with ANY, SOME and ALL.</summary>
internal static class QuantifiedAdapter
{
    /// <summary>Joins operator, left operand and the quantified right one.</summary>
    public static Expression Convert(
        OperatorName name,
        Expression left,
        BTreeDbParser.QuantifiedPrimaryContext right)
    {
        var quantifier = right.Start.Type == BTreeDbLexer.ALL ? Quantifier.All : Quantifier.Any;
        return right.query() is { } query
            ? new QuantifiedSubqueryExpression(name.Position, left, name, quantifier, QueryAdapter.Convert(query))
            : new QuantifiedArrayExpression(name.Position, left, name, quantifier, ExpressionAdapter.Convert(right.expr()));
    }
}
