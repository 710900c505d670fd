namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>Random expressions that cannot fail, over the columns in sight.</summary>
/// <param name="random">The source of chance.</param>
/// <param name="literals">Takes the integer literals.</param>
/// <param name="queries">Makes subqueries.</param>
internal sealed class ExpressionGenerator(Random random, List<int> literals, QueryGenerator queries)
{
    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly ValueKind[] Kinds = Enum.GetValues<ValueKind>();

    /// <summary>A type.</summary>
    public ValueKind AnyKind() => Kinds[random.Next(Kinds.Length)];

    /// <summary>An expression of a type.</summary>
    public string Of(ValueKind kind, IReadOnlyList<QueryColumn> columns, int depth)
    {
        if (depth <= 0 || random.Next(3) == 0)
            return Leaf(kind, columns);
        if (random.Next(12) == 0)
            return $"CASE WHEN {Condition(columns, depth - 1)} THEN {Of(kind, columns, depth - 1)} ELSE {Of(kind, columns, depth - 1)} END";
        if (random.Next(12) == 0)
            return $"coalesce({Of(kind, columns, depth - 1)}, {Of(kind, columns, depth - 1)})";
        if (random.Next(14) == 0)
            return $"nullif({Of(kind, columns, depth - 1)}, {Of(kind, columns, depth - 1)})";
        if (random.Next(10) == 0)
            return queries.Scalar(kind, columns, depth - 1);
        return kind switch
        {
            ValueKind.Integer => Integer(columns, depth),
            ValueKind.Text => Text(columns, depth),
            ValueKind.Numeric => Numeric(columns, depth),
            _ => Condition(columns, depth),
        };
    }

    /// <summary>A condition.</summary>
    public string Condition(IReadOnlyList<QueryColumn> columns, int depth)
    {
        if (depth <= 0)
            return Comparison(columns, 0);
        return random.Next(14) switch
        {
            0 or 1 => $"({Condition(columns, depth - 1)} AND {Condition(columns, depth - 1)})",
            2 or 3 => $"({Condition(columns, depth - 1)} OR {Condition(columns, depth - 1)})",
            4 => $"(NOT {Condition(columns, depth - 1)})",
            5 => $"({Of(AnyKind(), columns, depth - 1)} IS {(random.Next(2) == 0 ? "" : "NOT ")}NULL)",
            6 => $"({Condition(columns, depth - 1)} IS {(random.Next(2) == 0 ? "" : "NOT ")}{Truth()})",
            7 => InList(columns, depth),
            8 => Distinct(columns, depth),
            9 => queries.Membership(columns, depth - 1),
            10 => queries.Exists(columns, depth - 1),
            11 => $"({Of(ValueKind.Integer, columns, depth - 1)} BETWEEN {Of(ValueKind.Integer, columns, 0)} AND {Of(ValueKind.Integer, columns, 0)})",
            _ => Comparison(columns, depth - 1),
        };
    }

    /// <summary>A comparison operator.</summary>
    public string AnyComparison() => Comparisons[random.Next(Comparisons.Length)];

    /// <summary>An integer literal.</summary>
    public string Literal()
    {
        literals.Add(random.Next(-2, 6));
        return $"{{{literals.Count - 1}}}";
    }

    private string Comparison(IReadOnlyList<QueryColumn> columns, int depth)
    {
        var kind = AnyKind();
        return $"({Of(kind, columns, depth)} {AnyComparison()} {Of(kind, columns, depth)})";
    }

    private string Distinct(IReadOnlyList<QueryColumn> columns, int depth)
    {
        var kind = AnyKind();
        var not = random.Next(2) == 0 ? "" : "NOT ";
        return $"({Of(kind, columns, depth - 1)} IS {not}DISTINCT FROM {Of(kind, columns, depth - 1)})";
    }

    private string InList(IReadOnlyList<QueryColumn> columns, int depth)
    {
        var kind = AnyKind();
        var values = new string[random.Next(1, 4)];
        for (var i = 0; i < values.Length; i++)
            values[i] = Of(kind, columns, 0);
        return $"({Of(kind, columns, depth - 1)} {(random.Next(2) == 0 ? "" : "NOT ")}IN ({string.Join(", ", values)}))";
    }

    private string Truth() => random.Next(3) switch { 0 => "TRUE", 1 => "FALSE", _ => "UNKNOWN" };

    private string Leaf(ValueKind kind, IReadOnlyList<QueryColumn> columns)
    {
        if (random.Next(4) != 0)
        {
            var start = random.Next(Math.Max(1, columns.Count));
            for (var i = 0; i < columns.Count; i++)
            {
                var column = columns[(start + i) % columns.Count];
                if (column.Kind == kind)
                    return column.Text;
            }
        }

        if (random.Next(12) == 0)
            return $"CAST(NULL AS {TypeOf(kind)})";
        return kind switch
        {
            ValueKind.Integer => Literal(),
            ValueKind.Text => random.Next(3) switch { 0 => "'a'::text", 1 => "''::text", _ => "'ab'::text" },
            ValueKind.Boolean => random.Next(2) == 0 ? "true" : "false",
            _ => random.Next(2) == 0 ? "1.5" : "-0.25",
        };
    }

    /// <summary>A type's name.</summary>
    public static string TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Integer => "int",
        ValueKind.Text => "text",
        ValueKind.Boolean => "boolean",
        _ => "numeric",
    };

    private string Integer(IReadOnlyList<QueryColumn> columns, int depth) => random.Next(5) switch
    {
        0 => $"({Of(ValueKind.Integer, columns, depth - 1)} + {Leaf(ValueKind.Integer, columns)})",
        1 => $"({Leaf(ValueKind.Integer, columns)} - {Leaf(ValueKind.Integer, columns)})",
        2 => $"({Leaf(ValueKind.Integer, columns)} * {Leaf(ValueKind.Integer, columns)})",
        3 => $"length({Of(ValueKind.Text, columns, depth - 1)})",
        _ => $"(- {Leaf(ValueKind.Integer, columns)})",
    };

    private string Text(IReadOnlyList<QueryColumn> columns, int depth) => random.Next(3) switch
    {
        0 => $"({Leaf(ValueKind.Text, columns)} || {Leaf(ValueKind.Text, columns)})",
        1 => $"upper({Of(ValueKind.Text, columns, depth - 1)})",
        _ => $"({Of(ValueKind.Integer, columns, depth - 1)})::text",
    };

    private string Numeric(IReadOnlyList<QueryColumn> columns, int depth) => random.Next(3) switch
    {
        0 => $"({Leaf(ValueKind.Numeric, columns)} + {Leaf(ValueKind.Numeric, columns)})",
        1 => $"({Leaf(ValueKind.Numeric, columns)} * {Leaf(ValueKind.Numeric, columns)})",
        _ => $"({Of(ValueKind.Integer, columns, depth - 1)})::numeric",
    };
}
