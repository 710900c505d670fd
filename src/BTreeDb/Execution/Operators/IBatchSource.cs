using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Yields rows in batches: an operator, or rows read back from a temporary file.</summary>
internal interface IBatchSource
{
    /// <summary>The next batch, which may be empty; null at the end. Valid until the next call.</summary>
    Batch? Next();
}
