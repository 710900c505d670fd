using System.Collections.Immutable;
using System.Data;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>
/// One user's conversation with a database: settings, transaction state, prepared statements. Used by one thread at a
/// time; only <see cref="Cancel"/> may come from another.
/// </summary>
internal sealed class Session : IDisposable
{
    /// <summary>Where the session stands between statements.</summary>
    public SessionTransactionStatus Status => throw new NotSupportedException();

    /// <summary>Receives warnings and notices of statements.</summary>
    public Action<Notice>? NoticeReceived { get; set; }

    /// <summary>The catalog as the next statement would see it.</summary>
    public CatalogSnapshot GetCatalog() => throw new NotSupportedException();

    /// <summary>Parses a text, or finds it in the cache. Names and types are resolved when a statement is executed.</summary>
    public PreparedScript Prepare(string text, ReadOnlySpan<SqlType> parameterTypes) => throw new NotSupportedException();

    /// <summary>The columns that a statement would yield; empty when it yields no rows.</summary>
    public ImmutableArray<ResultColumn> Describe(
        PreparedScript script, int statement, ReadOnlySpan<SqlType> parameterTypes) => throw new NotSupportedException();

    /// <summary>
    /// Runs one statement. A change of rows is committed (outside a transaction block) before this returns. A parameter of
    /// type <see cref="SqlType.Unknown"/> takes the type that the statement asks for, its value given as text.
    /// </summary>
    public ResultSet Execute(
        PreparedScript script,
        int statement,
        ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> parameterTypes,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>As <see cref="Execute"/>, but the wait for the commit's flush holds no thread.</summary>
    public ValueTask<ResultSet> ExecuteAsync(
        PreparedScript script,
        int statement,
        ReadOnlyMemory<Datum> parameters,
        ReadOnlyMemory<SqlType> parameterTypes,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Starts a transaction block; <see cref="IsolationLevel.Unspecified"/> means the session's default.</summary>
    public void Begin(IsolationLevel isolationLevel, bool readOnly) => throw new NotSupportedException();

    /// <summary>Commits the transaction block; returns false when it had failed and was rolled back.</summary>
    public bool Commit() => throw new NotSupportedException();

    /// <summary>As <see cref="Commit"/>, but the wait for the flush holds no thread.</summary>
    public ValueTask<bool> CommitAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Rolls the transaction block back.</summary>
    public void Rollback() => throw new NotSupportedException();

    /// <summary>Asks the running statement to end with 57014. From any thread; no effect when nothing runs.</summary>
    public void Cancel() => throw new NotSupportedException();

    /// <summary>Ends the session: an open transaction is rolled back.</summary>
    public void Dispose() => throw new NotSupportedException();
}
