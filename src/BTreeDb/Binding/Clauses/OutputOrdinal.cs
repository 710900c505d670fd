using BTreeDb.Binding.Errors;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Clauses;

/// <summary>Numbers that stand for output columns in ORDER BY and GROUP BY.</summary>
internal static class OutputOrdinal
{
    /// <summary>The zero-based column that a key means by number; null if the key is no constant.</summary>
    public static int? Find(Expression key, string clause, int width)
    {
        long ordinal;
        switch (key)
        {
            case IntegerLiteral literal:
                ordinal = literal.Value;
                break;
            case UnaryExpression { Operator.Symbol: "-", Operand: IntegerLiteral literal }:
                ordinal = -literal.Value;
                break;
            case StringLiteral or DecimalLiteral or BooleanLiteral or NullLiteral or BitStringLiteral:
                throw QueryErrors.NonIntegerConstant(clause, key.Position);
            default:
                return null;
        }
        if (ordinal < 1 || ordinal > width)
            throw QueryErrors.PositionNotInSelectList(clause, ordinal, key.Position);
        return (int)ordinal - 1;
    }
}
