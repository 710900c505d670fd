using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// Computes what an index with expressions or a condition wants of a row. One belongs to one thread; made by
/// <see cref="IIndexCompiler"/>.
/// </summary>
internal interface IIndexEvaluator
{
    /// <summary>Whether a row has an entry in the index. Must be asked before <see cref="Keys"/>.</summary>
    bool Evaluate(ReadOnlySpan<ColumnVector> columns, int row);

    /// <summary>For each key column that is an expression its value, at place 0; null for the others.</summary>
    ReadOnlySpan<ColumnVector?> Keys { get; }
}
