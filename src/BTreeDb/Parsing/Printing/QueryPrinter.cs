using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Printing;

/// <summary>Queries.</summary>
internal static class QueryPrinter
{
    /// <summary>Prints a query in parentheses.</summary>
    public static void Parenthesized(SqlWriter writer, SelectStatement query)
    {
        writer.Raw("(");
        Print(writer, query);
        writer.Raw(")");
    }

    /// <summary>Prints a query.</summary>
    public static void Print(SqlWriter writer, SelectStatement query)
    {
        StackDepth.Ensure();
        With(writer, query.With);
        Body(writer, query.Body);
        if (!query.OrderBy.IsEmpty)
            OrderBy(writer, query.OrderBy);
        if (query.Limit is { } limit)
            Limit(writer, limit);
        foreach (var locking in query.Locking)
            Locking(writer, locking);
    }

    /// <summary>Prints WITH and a space behind it, or nothing.</summary>
    public static void With(SqlWriter writer, WithClause? with)
    {
        if (with is not null)
            writer.Raw(with.Recursive ? "WITH RECURSIVE " : "WITH ").List(with.Tables, CommonTable).Raw(" ");
    }

    /// <summary>Prints ORDER BY behind a space.</summary>
    public static void OrderBy(SqlWriter writer, SyntaxList<SortItem> items) => writer.Raw(" ORDER BY ").List(items, Sort);

    /// <summary>Prints the items of a select list or RETURNING.</summary>
    public static void Items(SqlWriter writer, SyntaxList<SelectItem> items) => writer.List(items, static (output, item) =>
    {
        ExpressionPrinter.Print(output, item.Value);
        if (item.Alias is { } alias)
            output.Raw(" AS ").Name(alias);
    });

    /// <summary>Prints RETURNING behind a space, or nothing.</summary>
    public static void Returning(SqlWriter writer, SyntaxList<SelectItem> items)
    {
        if (!items.IsEmpty)
            Items(writer.Raw(" RETURNING "), items);
    }

    /// <summary>Prints a word and a condition, or nothing.</summary>
    public static void Condition(SqlWriter writer, string word, Expression? condition)
    {
        if (condition is not null)
            ExpressionPrinter.Print(writer.Raw(word), condition);
    }

    /// <summary>Prints ASC or DESC and NULLS FIRST or LAST as far as they were written.</summary>
    public static void Order(SqlWriter writer, SortDirection direction, NullsOrder nulls)
    {
        writer.WordIf(direction == SortDirection.Ascending, "ASC").WordIf(direction == SortDirection.Descending, "DESC");
        writer.WordIf(nulls == NullsOrder.First, "NULLS FIRST").WordIf(nulls == NullsOrder.Last, "NULLS LAST");
    }

    private static void Body(SqlWriter writer, QueryBody body)
    {
        StackDepth.Ensure();
        switch (body)
        {
            case QuerySpecification specification:
                Specification(writer, specification);
                break;
            case ValuesQuery values:
                writer.Raw("VALUES ").List(values.Rows, static (output, row) => output.Parenthesized(row, ExpressionPrinter.Print));
                break;
            case TableQuery table:
                FromPrinter.Print(writer.Raw("TABLE "), table.Table);
                break;
            case ParenthesizedQuery inner:
                Parenthesized(writer, inner.Query);
                break;
            case SetOperation set:
                Body(writer, set.Left);
                writer.Word(set.Kind switch
                {
                    SetOperationKind.Union => "UNION ",
                    SetOperationKind.Intersect => "INTERSECT ",
                    _ => "EXCEPT ",
                });
                Body(writer.Raw(set.All ? "ALL " : ""), set.Right);
                break;
            default:
                throw new NotSupportedException($"no SQL for {body.GetType().Name}");
        }
    }

    private static void Specification(SqlWriter writer, QuerySpecification query)
    {
        writer.Raw("SELECT");
        if (query.Distinct is { } distinct)
        {
            writer.Raw(" DISTINCT");
            if (!distinct.On.IsEmpty)
                writer.Raw(" ON ").Parenthesized(distinct.On, ExpressionPrinter.Print);
        }

        Items(writer.Raw(query.Items.IsEmpty ? "" : " "), query.Items);
        if (query.Into is { } into)
            writer.Raw(" INTO ").Raw(Prefix(into.Persistence)).Raw("TABLE ").Name(into.Table);
        FromPrinter.Clause(writer, " FROM ", query.From);
        Condition(writer, " WHERE ", query.Where);
        if (query.GroupBy is { } group)
            writer.Raw(group.Distinct ? " GROUP BY DISTINCT " : " GROUP BY ").List(group.Items, Grouping);
        Condition(writer, " HAVING ", query.Having);
        if (!query.Windows.IsEmpty)
        {
            writer.Raw(" WINDOW ").List(query.Windows, static (output, window) =>
                CallPrinter.Window(output.Name(window.Name).Raw(" AS "), window.Specification));
        }
    }

    /// <summary>TEMPORARY or UNLOGGED with a space behind, or nothing.</summary>
    public static string Prefix(Persistence persistence) => persistence switch
    {
        Persistence.Temporary => "TEMPORARY ",
        Persistence.Unlogged => "UNLOGGED ",
        _ => "",
    };

    private static void CommonTable(SqlWriter writer, CommonTable table)
    {
        writer.Name(table.Name).Columns(table.Columns).Raw(" AS ");
        writer.Raw(table.Materialized switch { true => "MATERIALIZED ", false => "NOT MATERIALIZED ", _ => "" }).Raw("(");
        StatementPrinter.Print(writer, table.Statement);
        writer.Raw(")");
        if (table.Search is { } search)
        {
            writer.Raw(search.BreadthFirst ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
            writer.List(search.Columns, static (output, column) => output.Name(column.Text)).Raw(" SET ").Name(search.Target.Text);
        }

        if (table.Cycle is { } cycle)
            Cycle(writer, cycle);
    }

    private static void Cycle(SqlWriter writer, CycleClause cycle)
    {
        writer.Raw(" CYCLE ").List(cycle.Columns, static (output, column) => output.Name(column.Text));
        writer.Raw(" SET ").Name(cycle.Mark.Text);
        if (cycle.MarkValue is { } value)
        {
            ExpressionPrinter.Print(writer.Raw(" TO "), value);
            ExpressionPrinter.Print(writer.Raw(" DEFAULT "), cycle.MarkDefault!);
        }

        writer.Raw(" USING ").Name(cycle.Path.Text);
    }

    private static void Grouping(SqlWriter writer, GroupingItem item)
    {
        switch (item)
        {
            case GroupingKey key:
                ExpressionPrinter.Print(writer, key.Key);
                break;
            case RollupGrouping rollup:
                writer.Raw("ROLLUP ").Parenthesized(rollup.Keys, ExpressionPrinter.Print);
                break;
            case CubeGrouping cube:
                writer.Raw("CUBE ").Parenthesized(cube.Keys, ExpressionPrinter.Print);
                break;
            case GroupingSets sets:
                writer.Raw("GROUPING SETS ").Parenthesized(sets.Items, Grouping);
                break;
            default:
                writer.Raw("()");
                break;
        }
    }

    private static void Sort(SqlWriter writer, SortItem item)
    {
        ExpressionPrinter.Print(writer, item.Key);
        if (item.Using is { } symbol)
            ExpressionPrinter.PrintOperator(writer.Raw(" USING "), symbol);
        Order(writer, item.Direction, item.Nulls);
    }

    private static void Limit(SqlWriter writer, LimitClause limit)
    {
        if (limit.Count is { } count && !limit.WithTies)
            ExpressionPrinter.Print(writer.Raw(" LIMIT "), count);
        else if (limit.Count is null && limit.Offset is null)
            writer.Raw(" LIMIT ALL");
        if (limit.Offset is { } offset)
            ExpressionPrinter.Print(writer.Raw(" OFFSET "), offset);
        if (limit.Count is null || !limit.WithTies)
            return;
        var isPlain = limit.Count is IntegerLiteral or DecimalLiteral or SubqueryExpression;
        ExpressionPrinter.Print(writer.Raw(isPlain ? " FETCH FIRST " : " FETCH FIRST ("), limit.Count);
        writer.Raw(isPlain ? " ROWS WITH TIES" : ") ROWS WITH TIES");
    }

    private static void Locking(SqlWriter writer, LockingClause locking)
    {
        writer.Word(locking.Strength switch
        {
            RowLockStrength.Update => "FOR UPDATE",
            RowLockStrength.NoKeyUpdate => "FOR NO KEY UPDATE",
            RowLockStrength.Share => "FOR SHARE",
            _ => "FOR KEY SHARE",
        });
        if (!locking.Tables.IsEmpty)
            writer.Raw(" OF ").List(locking.Tables, static (output, table) => output.Name(table));
        writer.WordIf(locking.Wait == RowLockWait.NoWait, "NOWAIT").WordIf(locking.Wait == RowLockWait.SkipLocked, "SKIP LOCKED");
    }
}
