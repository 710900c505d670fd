using System.Collections.Immutable;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Engine;

/// <summary>
/// What a statement yields: rows in batches, or only a tag and a count. A query outside a transaction block holds its
/// snapshot until the result is exhausted or closed. Reused by the session for the next execution of the same statement,
/// so nobody keeps it beyond <see cref="Close"/>.
/// </summary>
internal sealed class ResultSet : IDisposable
{
    /// <summary>The columns; empty for a statement that yields no rows.</summary>
    public ImmutableArray<ResultColumn> Columns { get; internal set; } = [];

    /// <summary>Rows inserted, updated or deleted; -1 for queries and everything else.</summary>
    public long RowsAffected { get; internal set; } = -1;

    /// <summary>
    /// PostgreSQL's command tag: <c>INSERT 0 3</c>, <c>CREATE TABLE</c>; for a query <c>SELECT n</c> once it is exhausted.
    /// </summary>
    public string CommandTag => throw new NotSupportedException();

    /// <summary>The next rows, valid until the next call; null at the end.</summary>
    public Batch? NextBatch() => throw new NotSupportedException();

    /// <summary>Ends the statement; safe to repeat.</summary>
    public void Close() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => Close();
}
