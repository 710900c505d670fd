using System.Globalization;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>What operators work on.</summary>
internal static class PrimaryPrinter
{
    /// <summary>Prints an operand.</summary>
    public static void Print(SqlWriter writer, Expression expression)
    {
        switch (expression)
        {
            case NullLiteral:
                writer.Raw("NULL");
                break;
            case BooleanLiteral boolean:
                writer.Raw(boolean.Value ? "TRUE" : "FALSE");
                break;
            case IntegerLiteral integer:
                writer.Raw(integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case DecimalLiteral exact:
                writer.Raw(exact.Text);
                break;
            case StringLiteral text:
                writer.Text(text.Value);
                break;
            case BitStringLiteral bits:
                writer.Raw(bits.IsHex ? "X" : "B").Text(bits.Digits);
                break;
            case TypedLiteral typed:
                TypePrinter.PrintLiteral(writer, typed);
                break;
            case PositionalParameter parameter:
                writer.Raw("$").Raw(parameter.Ordinal.ToString(CultureInfo.InvariantCulture));
                break;
            case NamedParameter parameter:
                writer.Raw("@").Raw(parameter.Name);
                break;
            case ColumnReference column:
                writer.Dotted(column.Parts);
                break;
            case AllColumns all:
                writer.Dotted(all.Qualifier).Raw(all.Qualifier.IsEmpty ? "*" : ".*");
                break;
            case DefaultExpression:
                writer.Raw("DEFAULT");
                break;
            case CurrentOfExpression current:
                writer.Raw("CURRENT OF ").Name(current.Cursor);
                break;
            case SessionValueExpression value:
                SessionValue(writer, value);
                break;
            case FunctionCall call:
                CallPrinter.Print(writer, call);
                break;
            default:
                Nested(writer, expression);
                break;
        }
    }

    private static void Nested(SqlWriter writer, Expression expression)
    {
        switch (expression)
        {
            case AllFields all:
                Inner(writer, all.Operand).Raw(".*");
                break;
            case FieldSelection field:
                Inner(writer, field.Operand).Raw(".").Name(field.Field);
                break;
            case SubscriptExpression subscript:
                if (subscript.Operand is ColumnReference)
                    ExpressionPrinter.Print(writer, subscript.Operand);
                else
                    Inner(writer, subscript.Operand);
                foreach (var step in subscript.Subscripts)
                    Subscript(writer, step);
                break;
            case SubqueryExpression subquery:
                QueryPrinter.Parenthesized(writer, subquery.Query);
                break;
            case ExistsExpression exists:
                QueryPrinter.Parenthesized(writer.Raw("EXISTS "), exists.Query);
                break;
            case ArraySubqueryExpression array:
                QueryPrinter.Parenthesized(writer.Raw("ARRAY"), array.Query);
                break;
            case ArrayConstructor array:
                writer.Raw("ARRAY");
                Elements(writer, array);
                break;
            case RowConstructor row:
                writer.Raw(row.IsExplicit ? "ROW" : "").Parenthesized(row.Fields, ExpressionPrinter.Print);
                break;
            case CaseExpression choice:
                Case(writer, choice);
                break;
            case CastExpression cast:
                writer.Raw("CAST(");
                ExpressionPrinter.Print(writer, cast.Operand);
                writer.Raw(" AS ");
                TypePrinter.Print(writer, cast.Type);
                writer.Raw(")");
                break;
            case CoalesceExpression coalesce:
                writer.Raw("COALESCE").Parenthesized(coalesce.Arguments, ExpressionPrinter.Print);
                break;
            case ExtremeExpression extreme:
                writer.Raw(extreme.IsGreatest ? "GREATEST" : "LEAST").Parenthesized(extreme.Arguments, ExpressionPrinter.Print);
                break;
            case NullIfExpression nullIf:
                writer.Raw("NULLIF").Parenthesized<Expression>([nullIf.Left, nullIf.Right], ExpressionPrinter.Print);
                break;
            case GroupingExpression grouping:
                writer.Raw("GROUPING").Parenthesized(grouping.Arguments, ExpressionPrinter.Print);
                break;
            default:
                throw new NotSupportedException($"no SQL for {expression.GetType().Name}");
        }
    }

    /// <summary>Prints a step into an array.</summary>
    public static void Subscript(SqlWriter writer, Subscript subscript)
    {
        writer.Raw("[");
        if (subscript.Lower is { } lower)
            ExpressionPrinter.Print(writer, lower);
        // A space keeps the colon from becoming part of "::" or of a parameter.
        writer.Raw(subscript.IsSlice ? " : " : "");
        if (subscript.Upper is { } upper)
            ExpressionPrinter.Print(writer, upper);
        writer.Raw("]");
    }

    private static SqlWriter Inner(SqlWriter writer, Expression operand)
    {
        writer.Raw("(");
        ExpressionPrinter.Print(writer, operand);
        return writer.Raw(")");
    }

    private static void Elements(SqlWriter writer, ArrayConstructor array)
    {
        writer.Raw("[");
        for (var i = 0; i < array.Elements.Count; i++)
        {
            writer.Raw(i == 0 ? "" : ", ");
            if (array.Elements[i] is ArrayConstructor inner)
                Elements(writer, inner);
            else
                ExpressionPrinter.Print(writer, array.Elements[i]);
        }

        writer.Raw("]");
    }

    private static void Case(SqlWriter writer, CaseExpression choice)
    {
        writer.Raw("CASE");
        if (choice.Operand is { } operand)
            ExpressionPrinter.Print(writer.Raw(" "), operand);
        foreach (var branch in choice.Branches)
        {
            ExpressionPrinter.Print(writer.Raw(" WHEN "), branch.Condition);
            ExpressionPrinter.Print(writer.Raw(" THEN "), branch.Result);
        }

        if (choice.Else is { } otherwise)
            ExpressionPrinter.Print(writer.Raw(" ELSE "), otherwise);
        writer.Raw(" END");
    }

    private static void SessionValue(SqlWriter writer, SessionValueExpression value)
    {
        writer.Raw(value.Kind switch
        {
            SessionValueKind.CurrentDate => "CURRENT_DATE",
            SessionValueKind.CurrentTime => "CURRENT_TIME",
            SessionValueKind.CurrentTimestamp => "CURRENT_TIMESTAMP",
            SessionValueKind.LocalTime => "LOCALTIME",
            SessionValueKind.LocalTimestamp => "LOCALTIMESTAMP",
            SessionValueKind.CurrentRole => "CURRENT_ROLE",
            SessionValueKind.CurrentUser => "CURRENT_USER",
            SessionValueKind.User => "USER",
            SessionValueKind.SessionUser => "SESSION_USER",
            SessionValueKind.CurrentCatalog => "CURRENT_CATALOG",
            _ => "CURRENT_SCHEMA",
        });
        if (value.Precision is { } precision)
            writer.Raw("(").Raw(precision.ToString(CultureInfo.InvariantCulture)).Raw(")");
    }
}
