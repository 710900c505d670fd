using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>
/// Expressions. Operands that are operators themselves are put into parentheses, needed or not: the tree has no node for
/// parentheses, so they cost nothing when read back, and nobody has to know precedences here.
/// </summary>
internal static class ExpressionPrinter
{
    /// <summary>Prints an expression.</summary>
    public static void Print(SqlWriter writer, Expression expression)
    {
        StackDepth.Ensure();
        switch (expression)
        {
            case UnaryExpression unary:
                PrintOperator(writer, unary.Operator);
                writer.Raw(" ");
                Operand(writer, unary.Operand);
                break;
            case BinaryExpression binary:
                Operand(writer, binary.Left);
                writer.Raw(" ");
                PrintOperator(writer, binary.Operator);
                writer.Raw(" ");
                Operand(writer, binary.Right);
                break;
            case LogicalExpression logical:
                for (var i = 0; i < logical.Operands.Count; i++)
                {
                    writer.Raw(i == 0 ? "" : logical.Operator == LogicalOperator.And ? " AND " : " OR ");
                    Operand(writer, logical.Operands[i]);
                }

                break;
            case NotExpression not:
                writer.Raw("NOT ");
                Operand(writer, not.Operand);
                break;
            case CollateExpression collate:
                Operand(writer, collate.Operand);
                writer.Raw(" COLLATE ").Name(collate.Collation);
                break;
            case AtTimeZoneExpression zone:
                Operand(writer, zone.Operand);
                writer.Raw(" AT TIME ZONE ");
                Operand(writer, zone.Zone);
                break;
            default:
                if (!PredicatePrinter.TryPrint(writer, expression))
                    PrimaryPrinter.Print(writer, expression);
                break;
        }
    }

    /// <summary>Prints an operand, in parentheses unless nothing can tear it apart.</summary>
    public static void Operand(SqlWriter writer, Expression expression)
    {
        if (!NeedsParentheses(expression))
        {
            Print(writer, expression);
            return;
        }

        writer.Raw("(");
        Print(writer, expression);
        writer.Raw(")");
    }

    /// <summary>Prints an operator.</summary>
    public static void PrintOperator(SqlWriter writer, OperatorName name)
    {
        if (name.Schema is null)
            writer.Raw(name.Symbol);
        else
            writer.Raw("OPERATOR(").Name(name.Schema).Raw(".").Raw(name.Symbol).Raw(")");
    }

    private static bool NeedsParentheses(Expression expression) => expression
        is UnaryExpression
        or BinaryExpression
        or LogicalExpression
        or NotExpression
        or CollateExpression
        or AtTimeZoneExpression
        or IsNullExpression
        or IsTruthExpression
        or IsDistinctExpression
        or IsNormalizedExpression
        or BetweenExpression
        or InListExpression
        or InSubqueryExpression
        or LikeExpression
        or QuantifiedArrayExpression
        or QuantifiedSubqueryExpression;
}
