using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>The operators that are words.</summary>
internal static class PredicatePrinter
{
    /// <summary>Prints the expression if it is a predicate.</summary>
    public static bool TryPrint(SqlWriter writer, Expression expression)
    {
        switch (expression)
        {
            case IsNullExpression isNull:
                Is(writer, isNull.Operand, isNull.Negated, "NULL");
                return true;
            case IsTruthExpression truth:
                Is(writer, truth.Operand, truth.Negated, truth.Truth switch { true => "TRUE", false => "FALSE", _ => "UNKNOWN" });
                return true;
            case IsNormalizedExpression normalized:
                Is(writer, normalized.Operand, normalized.Negated, (normalized.Form is null ? "" : normalized.Form + " ") + "NORMALIZED");
                return true;
            case IsDistinctExpression distinct:
                Is(writer, distinct.Left, distinct.Negated, "DISTINCT FROM ");
                ExpressionPrinter.Operand(writer, distinct.Right);
                return true;
            case BetweenExpression between:
                Begin(writer, between.Operand, between.Negated, between.Symmetric ? "BETWEEN SYMMETRIC " : "BETWEEN ");
                ExpressionPrinter.Operand(writer, between.Lower);
                writer.Raw(" AND ");
                ExpressionPrinter.Operand(writer, between.Upper);
                return true;
            case InListExpression list:
                Begin(writer, list.Operand, list.Negated, "IN ");
                writer.Parenthesized(list.Items, ExpressionPrinter.Print);
                return true;
            case InSubqueryExpression subquery:
                Begin(writer, subquery.Operand, subquery.Negated, "IN ");
                QueryPrinter.Parenthesized(writer, subquery.Query);
                return true;
            case LikeExpression like:
                Like(writer, like);
                return true;
            case QuantifiedArrayExpression array:
                Quantified(writer, array.Left, array.Operator, array.Quantifier);
                writer.Raw("(");
                ExpressionPrinter.Print(writer, array.Array);
                writer.Raw(")");
                return true;
            case QuantifiedSubqueryExpression subquery:
                Quantified(writer, subquery.Left, subquery.Operator, subquery.Quantifier);
                QueryPrinter.Parenthesized(writer, subquery.Query);
                return true;
            default:
                return false;
        }
    }

    private static void Is(SqlWriter writer, Expression operand, bool negated, string test)
    {
        ExpressionPrinter.Operand(writer, operand);
        writer.Raw(negated ? " IS NOT " : " IS ").Raw(test);
    }

    private static void Begin(SqlWriter writer, Expression operand, bool negated, string word)
    {
        ExpressionPrinter.Operand(writer, operand);
        writer.Raw(negated ? " NOT " : " ").Raw(word);
    }

    private static void Like(SqlWriter writer, LikeExpression like)
    {
        Begin(writer, like.Operand, like.Negated, like.Kind switch
        {
            LikeKind.Like => "LIKE ",
            LikeKind.ILike => "ILIKE ",
            _ => "SIMILAR TO ",
        });
        ExpressionPrinter.Operand(writer, like.Pattern);
        if (like.Escape is null)
            return;
        writer.Raw(" ESCAPE ");
        ExpressionPrinter.Operand(writer, like.Escape);
    }

    private static void Quantified(SqlWriter writer, Expression left, OperatorName name, Quantifier quantifier)
    {
        ExpressionPrinter.Operand(writer, left);
        writer.Raw(" ");
        ExpressionPrinter.PrintOperator(writer, name);
        writer.Raw(quantifier == Quantifier.Any ? " ANY " : " ALL ");
    }
}
