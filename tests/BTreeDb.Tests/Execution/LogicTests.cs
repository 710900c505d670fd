using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using static BTreeDb.Tests.Execution.ExpressionHarness;

namespace BTreeDb.Tests.Execution;

/// <summary>Three-valued logic, conditional evaluation, selections.</summary>
public sealed class LogicTests
{
    private static readonly string[] Truths = ["t", "f", "NULL"];

    [Fact]
    public void And_or_not_follow_the_truth_tables()
    {
        foreach (var a in Truths)
        {
            foreach (var b in Truths)
            {
                var literals = new[] { Literal($"boolean:{a}"), Literal($"boolean:{b}") };
                var and = a == "f" || b == "f" ? "f" : a == "NULL" || b == "NULL" ? "NULL" : "t";
                var or = a == "t" || b == "t" ? "t" : a == "NULL" || b == "NULL" ? "NULL" : "f";
                Evaluate(x => new BoundLogical(true, [.. x]), literals).ShouldBe(and, $"{a} and {b}");
                Evaluate(x => new BoundLogical(false, [.. x]), literals).ShouldBe(or, $"{a} or {b}");
            }

            Evaluate(x => new BoundNot(x[0]), Literal($"boolean:{a}")).ShouldBe(a == "t" ? "f" : a == "f" ? "t" : "NULL");
            Evaluate(x => new BoundIsBoolean(x[0], true, false), Literal($"boolean:{a}")).ShouldBe(a == "t" ? "t" : "f");
            Evaluate(x => new BoundIsBoolean(x[0], null, true), Literal($"boolean:{a}")).ShouldBe(a == "NULL" ? "f" : "t");
            Evaluate(x => new BoundIsNull(x[0], false), Literal($"boolean:{a}")).ShouldBe(a == "NULL" ? "t" : "f");
        }
    }

    [Theory]
    [InlineData("integer:1", "integer:1", "f")]
    [InlineData("integer:1", "integer:2", "t")]
    [InlineData("integer:NULL", "integer:NULL", "f")]
    [InlineData("integer:NULL", "integer:2", "t")]
    public void Is_distinct_from_treats_null_as_a_value(string left, string right, string expected) =>
        Evaluate(x => new BoundIsDistinct(x[0], x[1], false), Literal(left), Literal(right)).ShouldBe(expected);

    [Theory]
    [InlineData("integer:1", false, "t")]
    [InlineData("integer:9", false, "f")]
    [InlineData("integer:NULL", false, "NULL")]
    [InlineData("integer:1", true, "f")]
    [InlineData("integer:9", true, "t")]
    public void In_list_of_constants(string operand, bool negated, string expected)
    {
        Evaluate(x => new BoundInList(x[0], [Literal("integer:1"), Literal("integer:2")], negated), Literal(operand)).ShouldBe(expected);
        Evaluate(x => new BoundInList(x[0], [x[1], Literal("integer:2")], negated), Literal(operand), Literal("integer:1")).ShouldBe(expected);
    }

    [Fact]
    public void In_list_with_null_is_unknown_when_nothing_matches()
    {
        ImmutableArray<BoundExpression> values = [Literal("text:a"), Literal("text:NULL")];
        Evaluate(x => new BoundInList(x[0], values, false), Literal("text:a")).ShouldBe("t");
        Evaluate(x => new BoundInList(x[0], values, false), Literal("text:b")).ShouldBe("NULL");
        Evaluate(x => new BoundInList(x[0], values, true), Literal("text:b")).ShouldBe("NULL");
    }

    [Fact]
    public void A_large_in_list_is_quick()
    {
        var values = ImmutableArray.CreateBuilder<BoundExpression>();
        for (var i = 0; i < 100_000; i++)
            values.Add(new BoundLiteral(Datum.FromInt64(i * 2L), SqlType.BigInt));
        Evaluate(x => new BoundInList(x[0], values.ToImmutable(), false), Literal("bigint:199998")).ShouldBe("t");
        Evaluate(x => new BoundInList(x[0], values.ToImmutable(), false), Literal("bigint:199999")).ShouldBe("f");
    }

    [Fact]
    public void Case_and_guards_evaluate_branches_only_where_needed()
    {
        var (columns, batch, map) = Numbers(200);
        var column = columns[0];
        var inverse = Call(FunctionId.Divide, SqlType.Integer, Literal("integer:100"), column);
        var isZero = Call(FunctionId.Equal, SqlType.Boolean, column, Literal("integer:0"));
        var expression = new BoundCase([new BoundWhen(isZero, Literal("integer:-1"))], inverse, SqlType.Integer);
        var result = Compile(expression, map).Evaluate(batch, Context);
        for (var row = 0; row < 200; row++)
            Text(result, row).ShouldBe(row % 10 == 0 ? "-1" : (100 / (row % 10)).ToString());

        var guard = new BoundLogical(true, [new BoundNot(isZero), Call(FunctionId.Greater, SqlType.Boolean, inverse, Literal("integer:30"))]);
        var predicate = Compile(guard, map);
        predicate.Select(batch, Context);
        batch.Count.ShouldBe(60);
        batch.SelectAll();
        var values = predicate.Evaluate(batch, Context);
        Text(values, 0).ShouldBe("f");
        Text(values, 3).ShouldBe("t");
        Should.Throw<EngineException>(() => Compile(inverse, map).Evaluate(batch, Context)).SqlState.ShouldBe("22012");
    }

    [Fact]
    public void Coalesce_takes_the_first_that_is_not_null()
    {
        Evaluate(x => new BoundCoalesce([x[0], x[1], x[2]], SqlType.Text), Literal("text:NULL"), Literal("text:b"), Literal("text:c")).ShouldBe("b");
        Evaluate(x => new BoundCoalesce([x[0], x[1]], SqlType.Text), Literal("text:NULL"), Literal("text:NULL")).ShouldBe("NULL");
        var divide = Call(FunctionId.Divide, SqlType.Integer, Literal("integer:1"), Literal("integer:0"));
        Evaluate(x => new BoundCoalesce([x[0], divide], SqlType.Integer), Literal("integer:5")).ShouldBe("5");
    }

    [Fact]
    public void Concat_takes_the_output_of_its_arguments()
    {
        Evaluate(
            x => Call(FunctionId.ConcatAll, SqlType.Text, x[0], x[1], x[2]),
            Literal("boolean:t"), Literal("char(3):x"), Literal("text:y")).ShouldBe("tx  y");
        Evaluate(x => new BoundCast(x[0], SqlType.Text, false), Literal("boolean:t")).ShouldBe("true");
    }

    [Fact]
    public void Select_agrees_with_evaluate_for_random_predicates()
    {
        const int Seed = 2026;
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var rows = random.Next(1, 1024);
            var (columns, batch, map) = RandomColumns(random, rows);
            var predicate = RandomPredicate(random, columns, 3);
            if (random.Next(2) == 0)
                SelectSome(random, batch);
            var before = Rows(batch);
            var values = (ColumnVector<byte>)Compile(predicate, map).Evaluate(batch, Context);
            var expected = new List<int>();
            foreach (var row in before)
            {
                if (!values.IsNull(row) && values.Values[values.IndexOf(row)] != 0)
                    expected.Add(row);
            }

            Rows(batch).ShouldBe(before);
            Compile(predicate, map).Select(batch, Context);
            Rows(batch).ShouldBe(expected, $"seed {Seed} round {round}: {predicate}");
        }
    }

    [Fact]
    public void Parameters_and_outer_columns_come_from_the_context()
    {
        var context = new EvaluationContext { Parameters = [Datum.FromText("a parameter of some length")], OuterValues = [Datum.FromInt64(7)] };
        var id = new ColumnId(5);
        var compiler = new ExpressionCompiler(new Dictionary<ColumnId, int>(), new Dictionary<ColumnId, int> { [id] = 0 }, capacity: 1);
        var batch = new Batch([]) { RowCount = 1 };
        Text(compiler.Compile(new BoundParameter(0, SqlType.Text)).Evaluate(batch, context), 0).ShouldBe("a parameter of some length");
        Text(compiler.Compile(new BoundColumn(id, SqlType.Integer, "o")).Evaluate(batch, context), 0).ShouldBe("7");
        Should.Throw<EngineException>(() => compiler.Compile(new BoundParameter(3, SqlType.Text)).Evaluate(batch, context)).SqlState.ShouldBe("42P02");
    }

    [Fact]
    public void Deep_nesting_is_refused_or_answered_but_never_crashes()
    {
        BoundExpression expression = Literal("integer:1");
        for (var i = 0; i < 20_000; i++)
            expression = Call(FunctionId.Negate, SqlType.Integer, expression);
        try
        {
            Compile(expression, []).Evaluate(new Batch([]) { RowCount = 1 }, Context);
        }
        catch (EngineException e)
        {
            e.SqlState.ShouldBe("54001");
        }
    }

    private static (BoundExpression[] Columns, Batch Batch, Dictionary<ColumnId, int> Map) Numbers(int rows)
    {
        var made = MakeBatch([Literal("integer:0")], rows);
        for (var row = 0; row < rows; row++)
            made.Batch.Columns[0].ValuesOf<int>()[row] = row % 10;
        return made;
    }

    private static (BoundExpression[] Columns, Batch Batch, Dictionary<ColumnId, int> Map) RandomColumns(Random random, int rows)
    {
        var made = MakeBatch([Literal("integer:0"), Literal("bigint:0"), Literal("double:0"), Literal("text:a")], rows);
        for (var c = 0; c < 4; c++)
        {
            var nulls = random.Next(2) == 0;
            for (var row = 0; row < rows; row++)
                made.Batch.Columns[c].SetDatum(row, nulls && random.Next(4) == 0 ? Datum.Null : Small(random, c));
        }

        return made;
    }

    private static Datum Small(Random random, int column) => column switch
    {
        2 => Datum.FromDouble(random.Next(6) == 0 ? double.NaN : random.Next(5)),
        3 => Datum.FromText(new string('x', random.Next(4) * 5)),
        _ => Datum.FromInt64(random.Next(-2, 5)),
    };

    private static BoundExpression RandomPredicate(Random random, BoundExpression[] columns, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var c = random.Next(columns.Length);
            BoundExpression right = random.Next(5) == 0 ? columns[c]
                : new BoundLiteral(random.Next(12) == 0 ? Datum.Null : Small(random, c), columns[c].Type);
            var function = FunctionId.Equal + random.Next(6);
            return random.Next(2) == 0
                ? Call(function, SqlType.Boolean, columns[c], right)
                : Call(function, SqlType.Boolean, right, columns[c]);
        }

        if (random.Next(4) == 0)
            return new BoundNot(RandomPredicate(random, columns, depth - 1));
        var operands = new BoundExpression[random.Next(2, 4)];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = RandomPredicate(random, columns, depth - 1);
        return new BoundLogical(random.Next(2) == 0, [.. operands]);
    }

    private static void SelectSome(Random random, Batch batch)
    {
        var rows = new int[batch.RowCount];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (random.Next(3) > 0)
                rows[count++] = row;
        }

        batch.Select(rows, count);
    }

    private static List<int> Rows(Batch batch)
    {
        var rows = new List<int>();
        for (var i = 0; i < batch.Count; i++)
            rows.Add(batch.Selection is null ? i : batch.Selection[i]);
        return rows;
    }
}
