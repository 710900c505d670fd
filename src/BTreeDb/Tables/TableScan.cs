using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// Reads a table's rows in the order of its clustered key, decoding only the wanted columns. Reused for each execution.
/// </summary>
internal sealed class TableScan : IDisposable
{
    /// <summary>A scan that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    /// <param name="reverse">From the last key to the first.</param>
    public TableScan(Table table, ReadOnlySpan<int> columns, bool withRowKey, bool reverse) =>
        throw new NotSupportedException();

    /// <summary>The batch that <see cref="Next"/> fills.</summary>
    public Batch Output => throw new NotSupportedException();

    /// <summary>Starts over a range of the clustered key, or over all rows.</summary>
    public void Open(TableAccess access, KeyBounds? bounds) => throw new NotSupportedException();

    /// <summary>Fills <see cref="Output"/> with the next rows; false at the end.</summary>
    public bool Next() => throw new NotSupportedException();

    /// <summary>Ends the scan; it may be opened again.</summary>
    public void Close() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
