using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// Changes rows of a table and keeps all its indexes in step. Raises 23502 and 23505 as PostgreSQL words them; CHECK
/// constraints are the caller's. Rows come as vectors, one per table column in the order of ordinals. Reused for each
/// execution.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    /// <summary>A writer for a table.</summary>
    public TableWriter(Table table) => throw new NotSupportedException();

    /// <summary>
    /// Starts writing within a transaction: takes the table's lock for writers, and fails with 40001 when the table's
    /// definition changed after the transaction's snapshot.
    /// </summary>
    public void Open(TableAccess access) => throw new NotSupportedException();

    /// <summary>Inserts row <paramref name="row"/> of the vectors.</summary>
    public void Insert(ReadOnlySpan<ColumnVector> columns, int row) => throw new NotSupportedException();

    /// <summary>
    /// Gives the row with this clustered key the values at <paramref name="row"/>. False when the transaction sees no such
    /// row (it has deleted it itself).
    /// </summary>
    public bool Update(ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row) =>
        throw new NotSupportedException();

    /// <summary>Deletes the row with this clustered key. False when the transaction sees no such row.</summary>
    public bool Delete(ReadOnlySpan<byte> rowKey) => throw new NotSupportedException();

    /// <summary>Ends writing; it may be opened again.</summary>
    public void Close() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
