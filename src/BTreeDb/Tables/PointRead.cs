using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// Reads the one row with a full primary key, or with a full key of a unique index. One descent (two through an index),
/// no batch machinery. Reused for each execution.
/// </summary>
internal sealed class PointRead : IDisposable
{
    /// <summary>A read that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">A unique index, or null for the primary key.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    public PointRead(Table table, IndexSchema? index, ReadOnlySpan<int> columns, bool withRowKey) =>
        throw new NotSupportedException();

    /// <summary>The batch of one row that <see cref="TryRead"/> fills.</summary>
    public Batch Output => throw new NotSupportedException();

    /// <summary>Reads the row whose key columns all have an equality in <paramref name="bounds"/>; false when there is none.</summary>
    public bool TryRead(TableAccess access, KeyBounds bounds) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
