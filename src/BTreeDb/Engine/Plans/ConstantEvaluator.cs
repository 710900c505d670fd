using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>Evaluates constants for the planner with the kernels that execution uses.</summary>
internal sealed class ConstantEvaluator(EvaluationContext context) : IConstantEvaluator
{
    private static readonly Dictionary<ColumnId, int> NoColumns = [];

    /// <inheritdoc/>
    public bool TryEvaluate(BoundExpression expression, out Datum value)
    {
        value = Datum.Null;
        try
        {
            var compiled = new ExpressionCompiler(NoColumns, capacity: 1).Compile(expression);
            value = compiled.Evaluate(new Batch([]) { RowCount = 1 }, context).GetDatum(0);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }
}
