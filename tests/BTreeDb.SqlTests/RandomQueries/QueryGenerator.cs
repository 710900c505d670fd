namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>
/// Random queries over <see cref="RandomTables"/> whose answers do not depend on the order of evaluation: a LIMIT stands
/// over a total order only, and nothing in them can fail.
/// </summary>
internal sealed class QueryGenerator
{
    private readonly Random _random;
    private readonly List<int> _literals = [];
    private readonly List<QueryRelation> _relations = [.. RandomTables.All];
    private readonly ExpressionGenerator _expressions;
    private readonly AggregateGenerator _aggregates;
    private int _names;

    private QueryGenerator(Random random)
    {
        _random = random;
        _expressions = new ExpressionGenerator(random, _literals, this);
        _aggregates = new AggregateGenerator(random, _expressions);
    }

    /// <summary>
    /// A query whose columns are all text. Of equal numbers any scale may come out of a grouping or <c>max</c>.
    /// </summary>
    public static GeneratedText Query(Random random)
    {
        var generator = new QueryGenerator(random);
        var kinds = generator.Kinds(random.Next(1, 4));
        var query = generator.Query(kinds, [], 3);
        var columns = new string[kinds.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = kinds[i] == ValueKind.Numeric ? $"trim_scale(x{i})::text" : $"x{i}::text";
        var names = string.Join(", ", Enumerable.Range(0, kinds.Length).Select(static i => $"x{i}"));
        return new GeneratedText($"SELECT {string.Join(", ", columns)} FROM ({query}) q ({names})", generator._literals);
    }

    /// <summary>
    /// A query without a condition, and the same split by a condition into the rows for which it is true, false and unknown.
    /// </summary>
    public static (GeneratedText Whole, GeneratedText Parts) Partitioned(Random random)
    {
        var generator = new QueryGenerator(random);
        var (from, columns) = generator.From([], 2);
        var condition = generator._expressions.Condition(columns, 3);
        var list = string.Join(", ", columns.Select(static column => $"{column.Text}::text"));
        var select = $"SELECT {list} FROM {from}";
        return (
            new GeneratedText(select, generator._literals),
            new GeneratedText(
                $"{select} WHERE {condition} UNION ALL {select} WHERE NOT {condition} UNION ALL {select} WHERE ({condition}) IS NULL",
                generator._literals));
    }

    /// <summary>A subquery as a value: at most one row.</summary>
    public string Scalar(ValueKind kind, IReadOnlyList<QueryColumn> outer, int depth)
    {
        var (from, columns) = From(outer, depth);
        var all = Both(columns, outer);
        var where = Where(all, depth);
        return _random.Next(3) switch
        {
            0 => $"(SELECT {_expressions.Of(kind, columns, 1)} AS v FROM {from}{where} ORDER BY 1 LIMIT 1)",
            _ => $"(SELECT {_aggregates.Of(kind, columns, 1)} FROM {from}{where})",
        };
    }

    /// <summary>IN, ANY or ALL over a subquery.</summary>
    public string Membership(IReadOnlyList<QueryColumn> outer, int depth)
    {
        var kind = _expressions.AnyKind();
        var operand = _expressions.Of(kind, outer, 1);
        if (_random.Next(5) == 0)
        {
            var other = _expressions.AnyKind();
            var rows = Query([kind, other], outer, depth);
            return $"(({operand}, {_expressions.Of(other, outer, 0)}) {(_random.Next(2) == 0 ? "" : "NOT ")}IN ({rows}))";
        }

        var query = Query([kind], outer, depth);
        return _random.Next(3) switch
        {
            0 => $"({operand} IN ({query}))",
            1 => $"({operand} NOT IN ({query}))",
            _ => $"({operand} {_expressions.AnyComparison()} {(_random.Next(2) == 0 ? "ANY" : "ALL")} ({query}))",
        };
    }

    /// <summary>EXISTS.</summary>
    public string Exists(IReadOnlyList<QueryColumn> outer, int depth)
    {
        var (from, columns) = From(outer, depth);
        return $"({(_random.Next(2) == 0 ? "" : "NOT ")}EXISTS (SELECT 1 FROM {from}{Where(Both(columns, outer), depth)}))";
    }

    private ValueKind[] Kinds(int count)
    {
        var kinds = new ValueKind[count];
        for (var i = 0; i < count; i++)
            kinds[i] = _expressions.AnyKind();
        return kinds;
    }

    private string Query(ValueKind[] kinds, IReadOnlyList<QueryColumn> outer, int depth)
    {
        var known = _relations.Count;
        var with = depth > 1 && _random.Next(6) == 0 ? With(depth - 1) : "";
        var body = depth > 1 && _random.Next(5) == 0
            ? $"({Select(kinds, outer, depth - 1)}) {SetOperator()} ({Select(kinds, outer, depth - 1)})"
            : Select(kinds, outer, depth);
        _relations.RemoveRange(known, _relations.Count - known);
        if (_random.Next(6) == 0)
        {
            var order = string.Join(", ", Enumerable.Range(1, kinds.Length).Select(i => $"{i}{Direction()}"));
            body = $"SELECT * FROM ({body}) o ORDER BY {order} LIMIT {_random.Next(1, 5)}{(_random.Next(3) == 0 ? " OFFSET 1" : "")}";
        }

        return with + body;
    }

    private string Direction() => _random.Next(4) switch { 0 => " DESC", 1 => " NULLS FIRST", 2 => " DESC NULLS LAST", _ => "" };

    private string SetOperator() =>
        (_random.Next(3) switch { 0 => "UNION", 1 => "INTERSECT", _ => "EXCEPT" }) + (_random.Next(2) == 0 ? " ALL" : "");

    private string With(int depth)
    {
        var kinds = Kinds(_random.Next(1, 3));
        var name = NewName("w");
        var columns = new (string, ValueKind)[kinds.Length];
        for (var i = 0; i < kinds.Length; i++)
            columns[i] = ($"k{i}", kinds[i]);
        var mode = _random.Next(3) switch { 0 => "MATERIALIZED ", 1 => "NOT MATERIALIZED ", _ => "" };
        var query = Query(kinds, [], depth - 1);
        _relations.Add(new QueryRelation(name, columns));
        _relations.Add(new QueryRelation(name, columns));
        return $"WITH {name} ({string.Join(", ", columns.Select(static column => column.Item1))}) AS {mode}({query}) ";
    }

    private string Select(ValueKind[] kinds, IReadOnlyList<QueryColumn> outer, int depth)
    {
        var (from, columns) = From(outer, depth);
        var all = Both(columns, outer);
        var where = Where(all, depth);
        return _random.Next(4) switch
        {
            0 => _aggregates.Grouped(kinds, columns, $"{from}{where}", depth),
            1 => Windowed(kinds, columns, all, $"{from}{where}", depth),
            _ => $"SELECT {(_random.Next(5) == 0 ? "DISTINCT " : "")}{List(kinds, all, depth)} FROM {from}{where}",
        };
    }

    private string Windowed(
        ValueKind[] kinds, IReadOnlyList<QueryColumn> columns, IReadOnlyList<QueryColumn> all, string from, int depth)
    {
        var values = new string[kinds.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _random.Next(2) == 0 && kinds[i] != ValueKind.Boolean
                ? _aggregates.OverWindow(kinds[i], columns)
                : _expressions.Of(kinds[i], all, depth - 1);
        }

        return $"SELECT {string.Join(", ", values)} FROM {from}";
    }

    private string List(ValueKind[] kinds, IReadOnlyList<QueryColumn> columns, int depth)
    {
        var values = new string[kinds.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _expressions.Of(kinds[i], columns, depth - 1);
        return string.Join(", ", values);
    }

    private string Where(IReadOnlyList<QueryColumn> columns, int depth) =>
        _random.Next(3) == 0 ? "" : $" WHERE {_expressions.Condition(columns, Math.Min(depth, 2))}";

    private (string Text, List<QueryColumn> Columns) From(IReadOnlyList<QueryColumn> outer, int depth)
    {
        var (text, columns) = Item(outer, depth);
        var count = _random.Next(3);
        for (var i = 0; i < count; i++)
        {
            var isLateral = _random.Next(6) == 0 && depth > 0;
            var kind = _random.Next(isLateral ? 2 : 5);
            var (right, added) = isLateral ? Derived(Both(columns, outer), depth, "LATERAL ") : Item(outer, depth);
            var before = columns.Count;
            columns.AddRange(added);
            text = kind switch
            {
                0 => $"{text} JOIN {right} ON {On(columns, before)}",
                1 => $"{text} LEFT JOIN {right} ON {On(columns, before)}",
                2 => $"{text} RIGHT JOIN {right} ON {On(columns, before)}",
                3 => $"{text} FULL JOIN {right} ON {Equality(columns, before)}",
                _ => $"{text} CROSS JOIN {right}",
            };
        }

        return (text, columns);
    }

    private string On(List<QueryColumn> columns, int before) => _random.Next(3) switch
    {
        0 => _expressions.Condition(columns, 1),
        1 => $"{Equality(columns, before)} AND {_expressions.Condition(columns, 1)}",
        _ => Equality(columns, before),
    };

    private string Equality(List<QueryColumn> columns, int before)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var left = columns[_random.Next(before)];
            var right = columns[_random.Next(before, columns.Count)];
            if (left.Kind == right.Kind)
                return $"{left.Text} = {right.Text}";
        }

        return "true";
    }

    private (string Text, List<QueryColumn> Columns) Item(IReadOnlyList<QueryColumn> outer, int depth)
    {
        if (depth > 1 && _random.Next(5) == 0)
            return Derived([], depth, "");
        var relation = _relations[_random.Next(_relations.Count)];
        var alias = NewName("r");
        var columns = new List<QueryColumn>();
        foreach (var (name, kind) in relation.Columns)
            columns.Add(new QueryColumn($"{alias}.{name}", kind));
        return ($"{relation.Name} {alias}", columns);
    }

    private (string Text, List<QueryColumn> Columns) Derived(IReadOnlyList<QueryColumn> outer, int depth, string lateral)
    {
        var kinds = Kinds(_random.Next(1, 4));
        var alias = NewName("s");
        var columns = new List<QueryColumn>();
        var names = new string[kinds.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            names[i] = $"y{i}";
            columns.Add(new QueryColumn($"{alias}.y{i}", kinds[i]));
        }

        return ($"{lateral}({Query(kinds, outer, depth - 1)}) {alias} ({string.Join(", ", names)})", columns);
    }

    private string NewName(string prefix) => $"{prefix}{_names++}";

    private static List<QueryColumn> Both(IReadOnlyList<QueryColumn> inner, IReadOnlyList<QueryColumn> outer) => [.. inner, .. outer];
}
