using System.Collections.Frozen;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Evaluates expressions over no rows: constants for the planner, defaults, LIMIT and key bounds for operators.</summary>
internal sealed class ConstantEvaluator(EvaluationContext context) : IConstantEvaluator
{
    private static readonly FrozenDictionary<ColumnId, int> NoColumns = FrozenDictionary<ColumnId, int>.Empty;

    /// <summary>Evaluates an expression without columns; its errors are raised.</summary>
    public Datum Evaluate(BoundExpression expression)
    {
        var batch = new Batch([]) { RowCount = 1 };
        var compiled = new ExpressionCompiler(NoColumns, capacity: 1).Compile(expression);
        return compiled.Evaluate(batch, context).GetDatum(0);
    }

    public bool TryEvaluate(BoundExpression expression, out Datum value)
    {
        try
        {
            value = Evaluate(expression);
            return true;
        }
        catch (EngineException)
        {
            value = Datum.Null;
            return false;
        }
    }

    public Datum[]? TryEvaluate(BoundExpression expression, BoundColumn column, ReadOnlySpan<Datum> values)
    {
        var vector = ColumnVector.Create(column.Type, values.Length);
        for (var i = 0; i < values.Length; i++)
            vector.SetDatum(i, values[i]);
        try
        {
            var places = new Dictionary<ColumnId, int> { [column.Id] = 0 }.ToFrozenDictionary();
            var compiled = new ExpressionCompiler(places, capacity: values.Length).Compile(expression);
            var computed = compiled.Evaluate(new Batch([vector]) { RowCount = values.Length }, context);
            var results = new Datum[values.Length];
            for (var i = 0; i < results.Length; i++)
                results[i] = computed.GetDatum(i);
            return results;
        }
        catch (EngineException)
        {
            return null;
        }
    }
}
