namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>Random aggregates, groupings and window functions whose results do not depend on the order of rows.</summary>
internal sealed class AggregateGenerator(Random random, ExpressionGenerator expressions)
{
    /// <summary>An aggregate of a type over columns of its own query.</summary>
    public string Of(ValueKind kind, IReadOnlyList<QueryColumn> columns, int depth)
    {
        var filter = random.Next(6) == 0 ? $" FILTER (WHERE {expressions.Condition(columns, 1)})" : "";
        return kind switch
        {
            ValueKind.Integer => Integer(columns, depth, filter),
            ValueKind.Text => random.Next(2) == 0
                ? $"{Extreme()}({expressions.Of(kind, columns, depth)}){filter}"
                : StringAggregate(columns, depth, filter),
            ValueKind.Boolean => $"{(random.Next(2) == 0 ? "bool_and" : "bool_or")}({expressions.Condition(columns, depth)}){filter}",
            _ => random.Next(3) switch
            {
                0 => $"sum({expressions.Of(kind, columns, depth)}){filter}",
                1 => $"avg({expressions.Of(ValueKind.Integer, columns, depth)}){filter}",
                _ => $"{Extreme()}({expressions.Of(kind, columns, depth)}){filter}",
            },
        };
    }

    /// <summary>A SELECT with GROUP BY, perhaps over grouping sets, perhaps with HAVING.</summary>
    public string Grouped(ValueKind[] kinds, IReadOnlyList<QueryColumn> columns, string from, int depth)
    {
        var keys = new List<QueryColumn>();
        for (var i = random.Next(3); i > 0; i--)
            keys.Add(columns[random.Next(columns.Count)]);
        var values = new string[kinds.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var key = keys.Find(candidate => candidate.Kind == kinds[i]);
            values[i] = key is not null && random.Next(2) == 0 ? key.Text : Of(kinds[i], columns, 1);
        }

        var having = random.Next(4) == 0 ? $" HAVING {Of(ValueKind.Boolean, columns, 1)}" : "";
        return $"SELECT {string.Join(", ", values)} FROM {from}{GroupBy(keys)}{having}";
    }

    /// <summary>A function over a window; peers of equal keys get equal results.</summary>
    public string OverWindow(ValueKind kind, IReadOnlyList<QueryColumn> columns)
    {
        var partition = random.Next(2) == 0 ? $"PARTITION BY {columns[random.Next(columns.Count)].Text}" : "";
        var order = random.Next(3) == 0 ? "" : $" ORDER BY {columns[random.Next(columns.Count)].Text}{(random.Next(2) == 0 ? " DESC" : "")}";
        var frame = order.Length == 0 ? "" : random.Next(5) switch
        {
            0 => " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            1 => " GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
            2 => " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE GROUP",
            _ => "",
        };
        var call = kind == ValueKind.Integer && random.Next(2) == 0
            ? (random.Next(2) == 0 ? "rank()::int" : "dense_rank()::int")
            : null;
        if (call is not null)
            return $"({call[..^5]} OVER ({partition}{order}))::int";
        var column = expressions.Of(kind, columns, 0);
        var aggregate = kind switch
        {
            ValueKind.Integer => random.Next(2) == 0 ? $"count({column})" : $"{Extreme()}({column})",
            ValueKind.Numeric => random.Next(2) == 0 ? $"sum({column})" : $"{Extreme()}({column})",
            _ => $"{Extreme()}({column})",
        };
        var cast = kind == ValueKind.Integer ? "::int" : "";
        return $"({aggregate} OVER ({partition}{order}{frame})){cast}";
    }

    private string Extreme() => random.Next(2) == 0 ? "min" : "max";

    private string StringAggregate(IReadOnlyList<QueryColumn> columns, int depth, string filter)
    {
        var value = expressions.Of(ValueKind.Text, columns, depth);
        return $"string_agg({(random.Next(2) == 0 ? "DISTINCT " : "")}{value}, ',' ORDER BY {value}){filter}";
    }

    private string Integer(IReadOnlyList<QueryColumn> columns, int depth, string filter)
    {
        var value = expressions.Of(ValueKind.Integer, columns, depth);
        return random.Next(6) switch
        {
            0 => $"(count(*){filter})::int",
            1 => $"(count({value}){filter})::int",
            2 => $"(count(DISTINCT {value}){filter})::int",
            3 => $"(sum({value}){filter})::int",
            4 => $"(sum(DISTINCT {value}){filter})::int",
            _ => $"{Extreme()}({value}){filter}",
        };
    }

    private string GroupBy(List<QueryColumn> keys)
    {
        if (keys.Count == 0)
            return random.Next(2) == 0 ? "" : " GROUP BY ()";
        var list = string.Join(", ", keys.Select(static key => key.Text));
        return random.Next(6) switch
        {
            0 => $" GROUP BY ROLLUP ({list})",
            1 => $" GROUP BY CUBE ({list})",
            2 => $" GROUP BY GROUPING SETS (({list}), ())",
            _ => $" GROUP BY {list}",
        };
    }
}
