using System.Linq;
using System.Text;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Explain;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Tests.Planning;

/// <summary>Prints logical plans for golden files: a node a line, indented, with its own expressions.</summary>
internal static class LogicalText
{
    public static string Of(LogicalOperator plan)
    {
        var text = new StringBuilder();
        Write(plan, 0, text);
        return text.ToString();
    }

    private static void Write(LogicalOperator plan, int depth, StringBuilder text)
    {
        text.Append(' ', depth * 2).Append(NameOf(plan));
        var expressions = new List<string>();
        plan.VisitExpressions(expression => expressions.Add(ExpressionText.Of(expression)));
        if (expressions.Count > 0)
            text.Append(" [").AppendJoin(", ", expressions).Append(']');
        text.Append('\n');
        foreach (var input in plan.Inputs)
            Write(input, depth + 1, text);
    }

    private static string NameOf(LogicalOperator plan) => plan switch
    {
        LogicalGet get => $"Get {get.Alias} ({string.Join(", ", get.Columns.Select(column => column.Name))})",
        LogicalJoin join => $"Join {join.Kind}",
        LogicalApply apply => $"Apply {apply.Kind}",
        LogicalSetOperation operation => $"{operation.Kind}{(operation.IsAll ? " All" : "")}",
        LogicalValues values => $"Values ({values.Rows.Length} rows)",
        _ => plan.GetType().Name["Logical".Length..],
    };
}
