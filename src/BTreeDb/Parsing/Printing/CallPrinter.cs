using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>Function calls and windows.</summary>
internal static class CallPrinter
{
    /// <summary>Prints a call.</summary>
    public static void Print(SqlWriter writer, FunctionCall call)
    {
        writer.Name(call.Name).Raw(call.IsStar ? "(*" : call.IsDistinct ? "(DISTINCT " : "(");
        writer.List(call.Arguments, Argument);
        if (!call.OrderBy.IsEmpty)
            QueryPrinter.OrderBy(writer, call.OrderBy);
        writer.Raw(")");
        if (!call.WithinGroup.IsEmpty)
        {
            writer.Raw(" WITHIN GROUP (");
            QueryPrinter.OrderBy(writer, call.WithinGroup);
            writer.Raw(")");
        }

        if (call.Filter is { } filter)
        {
            ExpressionPrinter.Print(writer.Raw(" FILTER (WHERE "), filter);
            writer.Raw(")");
        }

        if (call.Over is { } over)
            Over(writer, over);
    }

    /// <summary>Prints a window in parentheses.</summary>
    public static void Window(SqlWriter writer, WindowSpecification window)
    {
        writer.Raw("(");
        if (window.BaseWindow is { } name)
            writer.Name(name);
        if (!window.PartitionBy.IsEmpty)
            writer.Raw(" PARTITION BY ").List(window.PartitionBy, ExpressionPrinter.Print);
        if (!window.OrderBy.IsEmpty)
            QueryPrinter.OrderBy(writer, window.OrderBy);
        if (window.Frame is { } frame)
            Frame(writer, frame);
        writer.Raw(")");
    }

    private static void Argument(SqlWriter writer, FunctionArgument argument)
    {
        if (argument.IsVariadic)
            writer.Raw("VARIADIC ");
        if (argument.Name is { } name)
            writer.Name(name).Raw(" => ");
        ExpressionPrinter.Print(writer, argument.Value);
    }

    private static void Over(SqlWriter writer, OverClause over)
    {
        writer.Raw(" OVER ");
        if (over.WindowName is { } name)
            writer.Name(name);
        else
            Window(writer, over.Specification!);
    }

    private static void Frame(SqlWriter writer, WindowFrame frame)
    {
        writer.Word(frame.Unit switch
        {
            FrameUnit.Rows => "ROWS ",
            FrameUnit.Range => "RANGE ",
            _ => "GROUPS ",
        });
        if (frame.End is { } end)
        {
            Bound(writer.Raw("BETWEEN "), frame.Start);
            Bound(writer.Raw(" AND "), end);
        }
        else
        {
            Bound(writer, frame.Start);
        }

        writer.Raw(frame.Exclusion switch
        {
            FrameExclusion.CurrentRow => " EXCLUDE CURRENT ROW",
            FrameExclusion.Group => " EXCLUDE GROUP",
            FrameExclusion.Ties => " EXCLUDE TIES",
            _ => "",
        });
    }

    private static void Bound(SqlWriter writer, FrameBound bound)
    {
        if (bound.Offset is { } offset)
            ExpressionPrinter.Operand(writer, offset);
        writer.Raw(bound.Kind switch
        {
            FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            FrameBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
            FrameBoundKind.CurrentRow => "CURRENT ROW",
            FrameBoundKind.OffsetPreceding => " PRECEDING",
            _ => " FOLLOWING",
        });
    }
}
