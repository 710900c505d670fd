using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Printing;

/// <summary>FROM.</summary>
internal static class FromPrinter
{
    /// <summary>Prints a word and the items, or nothing.</summary>
    public static void Clause(SqlWriter writer, string word, SyntaxList<FromItem> items)
    {
        if (!items.IsEmpty)
            writer.Raw(word).List(items, Print);
    }

    /// <summary>Prints an item.</summary>
    public static void Print(SqlWriter writer, FromItem item)
    {
        StackDepth.Ensure();
        switch (item)
        {
            case TableReference table:
                writer.Raw(table.Only ? "ONLY " : "").Name(table.Name);
                Alias(writer, table.Alias);
                if (table.Sample is { } sample)
                    Sample(writer, sample);
                break;
            case SubqueryTable subquery:
                QueryPrinter.Parenthesized(writer.Raw(subquery.Lateral ? "LATERAL " : ""), subquery.Query);
                Alias(writer, subquery.Alias);
                break;
            case FunctionTable function:
                Functions(writer, function);
                break;
            case JoinedTable { Alias: { } alias } join:
                writer.Raw("(");
                Join(writer, join);
                writer.Raw(")");
                Alias(writer, alias);
                break;
            case JoinedTable join:
                Join(writer, join);
                break;
            default:
                throw new NotSupportedException($"no SQL for {item.GetType().Name}");
        }
    }

    private static void Join(SqlWriter writer, JoinedTable join)
    {
        Print(writer, join.Left);
        writer.Raw(join.Natural ? " NATURAL " : " ").Raw(join.Kind switch
        {
            JoinKind.Cross => "CROSS JOIN ",
            JoinKind.Left => "LEFT JOIN ",
            JoinKind.Right => "RIGHT JOIN ",
            JoinKind.Full => "FULL JOIN ",
            _ => "JOIN ",
        });
        var nested = join.Right is JoinedTable { Alias: null };
        Print(writer.Raw(nested ? "(" : ""), join.Right);
        writer.Raw(nested ? ")" : "");
        QueryPrinter.Condition(writer, " ON ", join.On);
        if (!join.Using.IsEmpty)
            writer.Raw(" USING").Columns(join.Using);
        if (join.UsingAlias is { } alias)
            writer.Raw(" AS ").Name(alias);
    }

    private static void Functions(SqlWriter writer, FunctionTable table)
    {
        writer.Raw(table.Lateral ? "LATERAL " : "");
        if (table.IsRowsFrom)
        {
            writer.Raw("ROWS FROM ").Parenthesized(table.Functions, static (output, function) =>
            {
                ExpressionPrinter.Print(output, function.Call);
                if (!function.Columns.IsEmpty)
                    output.Raw(" AS ").Parenthesized(function.Columns, Typed);
            });
        }
        else
        {
            ExpressionPrinter.Print(writer, table.Functions[0].Call);
        }

        writer.Raw(table.WithOrdinality ? " WITH ORDINALITY" : "");
        if (table.Alias is not { } alias)
            return;
        writer.Raw(" AS");
        if (alias.Name.Length > 0)
            writer.Raw(" ").Name(alias.Name);
        writer.Columns(alias.Columns);
        if (!table.IsRowsFrom && !table.Functions[0].Columns.IsEmpty)
            writer.Raw(" ").Parenthesized(table.Functions[0].Columns, Typed);
    }

    private static void Typed(SqlWriter writer, TypedColumn column)
    {
        TypePrinter.Print(writer.Name(column.Name).Raw(" "), column.Type);
        if (column.Collation is { } collation)
            writer.Raw(" COLLATE ").Name(collation);
    }

    private static void Alias(SqlWriter writer, TableAlias? alias)
    {
        if (alias is not null)
            writer.Raw(" AS ").Name(alias.Name).Columns(alias.Columns);
    }

    private static void Sample(SqlWriter writer, TableSample sample)
    {
        writer.Raw(" TABLESAMPLE ").Name(sample.Method).Raw(" ").Parenthesized(sample.Arguments, ExpressionPrinter.Print);
        if (sample.Repeatable is not { } seed)
            return;
        ExpressionPrinter.Print(writer.Raw(" REPEATABLE ("), seed);
        writer.Raw(")");
    }
}
