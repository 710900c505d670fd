using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// Reads a table's rows in the order of an index. Where the index's columns and the primary key suffice, the table itself
/// is not touched. Reused for each execution.
/// </summary>
internal sealed class IndexScan : IDisposable
{
    /// <summary>A scan that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">One of its indexes.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    /// <param name="reverse">From the last key to the first.</param>
    public IndexScan(Table table, IndexSchema index, ReadOnlySpan<int> columns, bool withRowKey, bool reverse) =>
        throw new NotSupportedException();

    /// <summary>Whether the index alone answers.</summary>
    public bool IsIndexOnly => throw new NotSupportedException();

    /// <summary>The batch that <see cref="Next"/> fills.</summary>
    public Batch Output => throw new NotSupportedException();

    /// <summary>Starts over a range of the index's key, or over all entries.</summary>
    public void Open(TableAccess access, KeyBounds? bounds) => throw new NotSupportedException();

    /// <summary>Fills <see cref="Output"/> with the next rows; false at the end.</summary>
    public bool Next() => throw new NotSupportedException();

    /// <summary>Ends the scan; it may be opened again.</summary>
    public void Close() => throw new NotSupportedException();

    /// <summary>Whether an index-only scan could yield these columns.</summary>
    public static bool Covers(TableSchema table, IndexSchema index, ReadOnlySpan<int> columns) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
