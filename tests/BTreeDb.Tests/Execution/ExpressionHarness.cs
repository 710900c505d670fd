using System.Collections.Immutable;
using System.Text;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tests.Types;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution;

/// <summary>Builds bound expressions from short texts and evaluates them over columns or literals.</summary>
internal static class ExpressionHarness
{
    public static readonly EvaluationContext Context = new()
    {
        AdvisoryLocks = new NoAdvisoryLocks(),
        Sequences = new NoSequences(),
        TimeZone = SessionTimeZone.Find("Europe/Berlin"),
        TransactionTime = 763821296000000,
        Random = new Random(1),
    };

    /// <summary>A literal from <c>type:text</c>, <c>type:NULL</c> for NULL.</summary>
    public static BoundLiteral Literal(string text)
    {
        var colon = text.IndexOf(':');
        var type = TypeOf(text[..colon]);
        var value = text[(colon + 1)..];
        var datum = value == "NULL"
            ? Datum.Null
            : TextInput.Parse(Encoding.UTF8.GetBytes(value), type, new ConversionContext(Context.TimeZone, Context.TransactionTime));
        return new BoundLiteral(datum, type);
    }

    public static SqlType TypeOf(string name)
    {
        var open = name.IndexOf('(');
        if (open < 0)
            return TestTypes.Parse(name);
        var modifier = name[(open + 1)..^1].Split(',');
        return name[..open] switch
        {
            "varchar" => new SqlType(TypeId.VarChar, int.Parse(modifier[0])),
            "char" => new SqlType(TypeId.Char, int.Parse(modifier[0])),
            "timestamp" => new SqlType(TypeId.Timestamp, int.Parse(modifier[0])),
            _ => new SqlType(TypeId.Numeric, NumericModifier.Make(int.Parse(modifier[0]), int.Parse(modifier[1]))),
        };
    }

    public static BoundCall Call(FunctionId function, SqlType type, params BoundExpression[] arguments) =>
        new(function, ImmutableArray.Create(arguments), type);

    /// <summary>
    /// Evaluates an expression over literals three ways, which must agree: literals as constants, as columns of a dense
    /// batch, and as columns of a batch with a selection. Returns the text of the result.
    /// </summary>
    public static string Evaluate(Func<BoundExpression[], BoundExpression> build, params BoundLiteral[] literals)
    {
        var constant = Text(Compile(build(literals), []).Evaluate(new Batch([]) { RowCount = 1 }, Context), 0);
        var (columns, batch, map) = MakeBatch(literals, 5);
        var expression = build(columns);
        var dense = Compile(expression, map).Evaluate(batch, Context);
        for (var row = 0; row < 5; row++)
            Text(dense, row).ShouldBe(constant, $"dense row {row}");
        batch.Select([1, 3], 2);
        var selected = Compile(expression, map).Evaluate(batch, Context);
        Text(selected, 1).ShouldBe(constant, "selected");
        Text(selected, 3).ShouldBe(constant, "selected");
        return constant;
    }

    /// <summary>A batch whose columns repeat literals, and references to its columns.</summary>
    public static (BoundExpression[] Columns, Batch Batch, Dictionary<ColumnId, int> Map) MakeBatch(BoundLiteral[] literals, int rows)
    {
        var columns = new BoundExpression[literals.Length];
        var vectors = new ColumnVector[literals.Length];
        var map = new Dictionary<ColumnId, int>();
        for (var c = 0; c < literals.Length; c++)
        {
            var id = new ColumnId(100 + c);
            map.Add(id, c);
            columns[c] = new BoundColumn(id, literals[c].Type, $"c{c}");
            vectors[c] = ColumnVector.Create(literals[c].Type);
            for (var row = 0; row < rows; row++)
                vectors[c].SetDatum(row, literals[c].Value);
        }

        return (columns, new Batch(vectors) { RowCount = rows }, map);
    }

    public static VectorExpression Compile(BoundExpression expression, Dictionary<ColumnId, int> map) =>
        new ExpressionCompiler(map).Compile(expression);

    public static string Text(ColumnVector vector, int row)
    {
        if (vector.IsNull(row))
            return "NULL";
        var writer = new ByteWriter();
        VectorEncoder.WriteText(writer, vector, row, Context.TimeZone);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
