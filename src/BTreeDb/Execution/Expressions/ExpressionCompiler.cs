using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Turns bound expressions into trees of <see cref="VectorExpression"/>s. Kernels are chosen here, once, by operation and
/// argument types.
/// </summary>
/// <param name="columns">Which column of the input batch holds which column id.</param>
/// <param name="outer">The slots of outer columns in <see cref="EvaluationContext.OuterValues"/>, or null.</param>
/// <param name="capacity">The most rows that a batch has; 1 on the path of single rows.</param>
internal sealed class ExpressionCompiler(
    IReadOnlyDictionary<ColumnId, int> columns,
    IReadOnlyDictionary<ColumnId, int>? outer = null,
    int capacity = Batch.DefaultCapacity)
{
    /// <summary>Compiles one expression. Each call makes a tree with memory of its own.</summary>
    public VectorExpression Compile(BoundExpression expression) =>
        throw new NotSupportedException($"{expression} {columns.Count} {outer?.Count} {capacity}");
}
