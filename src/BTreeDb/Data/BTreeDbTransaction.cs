using System.Data;
using System.Data.Common;
using BTreeDb.Engine;

namespace BTreeDb.Data;

/// <summary>
/// A transaction block of a connection. Disposed without <see cref="Commit"/>, it is rolled back. After an error only the
/// rollback is heard.
/// </summary>
public sealed class BTreeDbTransaction : DbTransaction
{
    private BTreeDbConnection? _connection;

    internal BTreeDbTransaction(BTreeDbConnection connection, IsolationLevel isolationLevel)
    {
        _connection = connection;
        IsolationLevel = isolationLevel;
    }

    /// <summary>The connection, or null once the transaction has ended.</summary>
    public new BTreeDbConnection? Connection => _connection;

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel { get; }

    /// <inheritdoc/>
    public override bool SupportsSavepoints => true;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => _connection;

    /// <summary>Makes the changes durable and visible.</summary>
    /// <exception cref="BTreeDbException">
    /// 25P02: a statement had failed, so everything was rolled back. 40001: another transaction changed the same rows.
    /// </exception>
    public override void Commit()
    {
        var connection = End();
        try
        {
            if (!connection.Session.Commit())
                throw ProviderErrors.CommitOfFailedTransaction();
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>As <see cref="Commit"/>; the wait for the disk holds no thread.</summary>
    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = End();
        try
        {
            if (!await connection.Session.CommitAsync(cancellationToken).ConfigureAwait(false))
                throw ProviderErrors.CommitOfFailedTransaction();
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>Undoes everything since the beginning.</summary>
    public override void Rollback()
    {
        var connection = End();
        try
        {
            connection.Session.Rollback();
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>Names this place, so that <see cref="Rollback(string)"/> can return to it.</summary>
    public override void Save(string savepointName) => Run(session => session.SetSavepoint(savepointName));

    /// <summary>Undoes everything since a savepoint. A transaction in which a statement has failed goes on.</summary>
    /// <exception cref="BTreeDbException">3B001: there is no savepoint of that name.</exception>
    public override void Rollback(string savepointName) => Run(session => session.RollbackTo(savepointName));

    /// <summary>Forgets a savepoint; what was done since stays.</summary>
    /// <exception cref="BTreeDbException">3B001: there is no savepoint of that name.</exception>
    public override void Release(string savepointName) => Run(session => session.ReleaseSavepoint(savepointName));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _connection is { State: ConnectionState.Open })
        {
            _connection.CloseReader();
            Rollback();
        }

        base.Dispose(disposing);
    }

    /// <summary>Forgets the connection, which was closed under the transaction and has rolled it back.</summary>
    internal void Abandon() => _connection = null;

    private void Run(Action<Session> action)
    {
        var connection = FindConnection();
        try
        {
            action(connection.Session);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    private BTreeDbConnection FindConnection()
    {
        var connection = _connection
            ?? throw new InvalidOperationException("The transaction has ended already.");
        connection.CheckIdle();
        return connection;
    }

    private BTreeDbConnection End()
    {
        var connection = FindConnection();
        _connection = null;
        connection.TransactionEnded();
        return connection;
    }
}
