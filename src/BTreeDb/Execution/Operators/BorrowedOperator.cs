using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Stands where a worker's join has its build side, which it borrows instead of building it.</summary>
internal sealed class BorrowedOperator : Operator
{
    /// <inheritdoc/>
    public override void Open(StatementContext context) =>
        throw new InvalidOperationException("A worker builds no hash table.");

    /// <inheritdoc/>
    public override Batch? Next() => null;

    /// <inheritdoc/>
    public override void Close()
    {
        // It holds nothing.
    }
}
