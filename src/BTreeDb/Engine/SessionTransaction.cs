using System.Data;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Constraints;
using BTreeDb.Engine.Definitions;
using BTreeDb.Engine.Settings;
using BTreeDb.Primitives;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using IsolationLevel = System.Data.IsolationLevel;

namespace BTreeDb.Engine;

/// <summary>
/// A session's transaction: begins lazily with the first statement that needs one, gives each statement its snapshot and
/// catalog, and ends with everything that hangs on it (locks, catalog changes, row counts). One object, used for one
/// transaction after the other.
/// </summary>
internal sealed class SessionTransaction(DatabaseEngine engine)
{
    // PostgreSQL counts time in microseconds from here.
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly SavepointStack _savepoints = new();
    private readonly List<(TreeId From, TreeId To)> _movedReads = [];
    private Transaction? _transaction;
    private CatalogEdit? _edit;
    private TransactionCharacteristics _characteristics = new(IsolationLevel.Snapshot, IsReadOnly: false, IsDeferrable: false);
    private bool _isSnapshotUsed;
    private SearchPathSetting _followed = SearchPathSetting.Default;

    /// <summary>The way to tables, bound to the transaction.</summary>
    public TableAccess Access { get; } = new(engine.Tables, engine.Catalogs);

    /// <summary>The session as the holder of advisory locks.</summary>
    public AdvisoryLockOwner AdvisoryOwner { get; } = new(engine.NewSessionNumber());

    /// <summary>The database's tables.</summary>
    public TableStore Tables => engine.Tables;

    /// <summary>The database's catalogs.</summary>
    public CatalogStore Catalogs => engine.Catalogs;

    /// <summary>The database's sequences.</summary>
    public SequenceStore Sequences => engine.Sequences;

    /// <summary>Whether BEGIN was said.</summary>
    public bool IsBlock { get; private set; }

    /// <summary>
    /// Whether the block is that of a text of several statements, which succeed or fail together; nobody said BEGIN.
    /// </summary>
    public bool IsImplicit { get; private set; }

    /// <summary>The fate of the running block, or of statements of their own.</summary>
    public TransactionBlock Block { get; private set; } = TransactionBlock.Outside;

    /// <summary>Whether the block has failed and only waits for its end.</summary>
    public bool IsFailed { get; private set; }

    /// <summary>Whether a transaction is running below.</summary>
    public bool IsActive => _transaction is { State: TransactionState.Active };

    /// <summary>Whether the transaction has changed anything, data or catalog.</summary>
    public bool HasWritten => IsActive && !_transaction!.Id.IsNone;

    /// <summary>The transaction's id, which it gets now if it has none.</summary>
    public long AssignId()
    {
        _transaction!.PrepareWait();
        return (long)_transaction.Id.Value;
    }

    /// <summary>Cancels the running statement.</summary>
    public CancellationToken Cancellation => _transaction?.Cancellation ?? default;

    /// <summary>Whether statements may only read.</summary>
    public bool IsReadOnly => _characteristics.IsReadOnly;

    /// <summary>What the transaction is like.</summary>
    public TransactionCharacteristics Characteristics => _characteristics;

    /// <summary>The isolation level as storage knows it.</summary>
    public Transactions.IsolationLevel Isolation => _characteristics.StorageIsolation;

    /// <summary>Whether a query has been run: some characteristics are fixed then.</summary>
    public bool HasSnapshot => IsActive && _isSnapshotUsed;

    /// <summary>Whether a query outside a block can meet a conflict after it was begun.</summary>
    public bool CanFailReading => !IsBlock && _transaction!.IsTracked;

    /// <summary>How often the session has waited for others for a moment; for tests, from any thread.</summary>
    public long WaitCount => Volatile.Read(ref _transaction)?.WaitCount ?? 0;

    /// <summary>The checks of constraints that were put off.</summary>
    public DeferredChecks Deferred { get; set; } = DeferredChecks.None;

    /// <summary>Whether the block has savepoints.</summary>
    public bool HasSavepoints => _savepoints.Innermost is not null;

    /// <summary>When the transaction began, in microseconds since 2000-01-01 UTC.</summary>
    public long StartTime { get; private set; }

    /// <summary>Where names without a schema are looked up.</summary>
    public SearchPath Path { get; private set; } = SearchPath.Default;

    /// <summary>The catalog of the transaction, its own changes included.</summary>
    public CatalogSnapshot Catalog => Access.Catalog!;

    /// <summary>Where the session stands.</summary>
    public SessionTransactionStatus Status => IsFailed ? SessionTransactionStatus.Failed
        : IsBlock && !IsImplicit ? SessionTransactionStatus.InTransaction
        : SessionTransactionStatus.Idle;

    /// <summary>Whether the statement may move to a newer snapshot: nothing seen before it binds it.</summary>
    private bool CanRefresh => !IsBlock || Isolation == Transactions.IsolationLevel.ReadCommitted || !_isSnapshotUsed;

    /// <summary>Sets what transactions are like from now on: those of single statements, or the block that begins.</summary>
    public void Configure(TransactionCharacteristics characteristics)
    {
        // LOCK TABLE may have begun it below, before any query.
        if (IsActive && !_isSnapshotUsed)
            _transaction!.Configure(characteristics.StorageIsolation, characteristics.IsReadOnly && !HasSavepoints);
        _characteristics = characteristics;
    }

    /// <summary>BEGIN: the snapshot is taken by the first statement.</summary>
    public void BeginBlock()
    {
        IsBlock = true;
        Block = new TransactionBlock();
        StartTime = Now();
    }

    /// <summary>A text of several statements begins, or goes on after a COMMIT among them.</summary>
    public void BeginImplicitBlock()
    {
        BeginBlock();
        IsImplicit = true;
    }

    /// <summary>BEGIN among the statements of a text: the block is the user's from now on.</summary>
    public void MakeExplicit() => IsImplicit = false;

    /// <summary>Gives the next statement a transaction, a snapshot and a catalog.</summary>
    /// <param name="settings">The limits of its waits, and of what it remembers.</param>
    /// <param name="cancellation">Ends its waits.</param>
    /// <param name="usesSnapshot">False for LOCK TABLE, after which the first query takes a newer one.</param>
    public void BeginStatement(SessionSettings settings, CancellationToken cancellation, bool usesSnapshot = true)
    {
        if (!IsActive)
        {
            if (!IsBlock)
                StartTime = Now();
            // What is read-only within a savepoint may write when it has returned there.
            var isReadOnly = IsReadOnly && !HasSavepoints;
            _transaction = engine.Transactions.Begin(Isolation, isReadOnly, _transaction, settings.PredicateLocksMax, AdvisoryOwner.Session);
            Access.Begin(_transaction, engine.Catalogs.Get(_transaction).Along(Path));
            AdvisoryOwner.Current = _transaction;
            _isSnapshotUsed = false;
        }
        else if (CanRefresh)
        {
            Refresh();
        }

        var lockTimeout = settings.LockTimeout;
        _transaction!.Cancellation = cancellation;
        _transaction.LockTimeoutMs = lockTimeout > TimeSpan.Zero ? (long)lockTimeout.TotalMilliseconds : long.MaxValue;
        if (Isolation == Transactions.IsolationLevel.Serializable)
            BeginSerializableStatement(usesSnapshot && !_isSnapshotUsed);
        _isSnapshotUsed |= usesSnapshot;
    }

    /// <summary>What becomes of temporary tables at a commit.</summary>
    public TemporaryTables TemporaryTables { get; } = new();

    /// <summary>Called as the last thing before a commit.</summary>
    public Action? BeforeCommit { get; set; }

    /// <summary>The session's temporary schema, which the path leads to from now on; the caller makes it.</summary>
    public string UseTemporarySchema()
    {
        if (Path.Temporary is { } known)
            return known;
        var name = engine.NewTemporarySchema();
        LookAlong(new SearchPath(Path.Schemas, name));
        return name;
    }

    /// <summary>Follows the setting.</summary>
    public void Follow(SearchPathSetting setting)
    {
        if (ReferenceEquals(setting, _followed))
            return;
        _followed = setting;
        LookAlong(new SearchPath(setting.Schemas, Path.Temporary));
    }

    /// <summary>Looks names up along another path from now on.</summary>
    public void LookAlong(SearchPath path)
    {
        Path = path;
        _edit?.LookAlong(path);
        if (Access.Catalog is { } catalog)
            Access.Catalog = catalog.Along(path);
    }

    /// <summary>Takes the catalog lock, unless the transaction has it, and starts changing the catalog.</summary>
    public CatalogEdit BeginEdit()
    {
        if (_edit is not null)
            return _edit;
        Access.LockForDefinition(engine.CatalogLock);
        if (CanRefresh)
            Refresh();
        return _edit = new CatalogEdit(engine.Catalogs, _transaction!, Catalog);
    }

    /// <summary>What was read from a tree counts, from the commit on, as read from all of another one.</summary>
    public void MoveReads(TreeId from, TreeId to) => _movedReads.Add((from, to));

    /// <summary>A statement that defined objects is done: the next one sees them.</summary>
    public void EndDefinition()
    {
        if (_edit is { HasChanges: true })
            Access.Catalog = _edit.Current;
    }

    /// <summary>
    /// Moves to a newer snapshot when there are commits up to <paramref name="sequence"/> that this one does not see, or
    /// fails with 40001 where the transaction must keep its snapshot.
    /// </summary>
    public void EnsureSnapshotSees(ulong sequence)
    {
        if (_transaction!.Snapshot.Sees(sequence))
            return;
        if (!CanRefresh)
            TransactionErrors.ThrowConcurrentUpdate();
        _transaction.RefreshSnapshot();
    }

    /// <summary>A place to which <see cref="RollbackTo(in TransactionMark)"/> can return.</summary>
    public TransactionMark Mark()
    {
        Mark(out var mark);
        return mark;
    }

    /// <summary>As <see cref="Mark()"/>, in place.</summary>
    public void Mark(out TransactionMark mark)
    {
        mark.Changes = IsActive ? _transaction!.Mark() : default;
        Access.Mark(out mark.Tables);
        mark.Catalog = _edit?.Mark();
        mark.AdvisoryLocks = AdvisoryOwner.OfTransaction.Count;
        mark.IsReadOnly = IsReadOnly;
        mark.Place = Block == TransactionBlock.Outside ? 0 : Block.NextPlace();
        mark.Deferred = Deferred;
    }

    /// <summary>Takes back everything after a mark; locks taken since are let go.</summary>
    public void RollbackTo(in TransactionMark mark)
    {
        TakeBack(mark, keepsLocks: false);
        Block.TakeBack(mark.Place);
        Access.RollbackTo(mark.Tables);
        engine.Transactions.AdvisoryLocks.ReleaseTransaction(AdvisoryOwner, mark.AdvisoryLocks);
    }

    /// <summary>
    /// Takes back everything after a mark, for a statement that is about to be repeated. It keeps its locks, so that it
    /// gets on each time.
    /// </summary>
    public void TakeBack(in TransactionMark mark, bool keepsLocks = true)
    {
        if (IsActive)
            _transaction!.RollbackTo(mark.Changes, keepsLocks);
        if (mark.Catalog is { } edited)
        {
            _edit!.RollbackTo(edited);
            _edit.LookAlong(Path);
        }
        else
            _edit = null;
        _characteristics = _characteristics with { IsReadOnly = mark.IsReadOnly };
        Deferred = mark.Deferred;
        if (!IsActive)
            return;
        Access.RestoreCounts(mark.Tables);
        Access.Catalog = FindCatalog();
    }

    /// <summary>SAVEPOINT.</summary>
    public void SetSavepoint(string name, SettingsMark settings) =>
        _savepoints.Push(new Savepoint(name, Mark(), settings));

    /// <summary>ROLLBACK TO: the block goes on from the savepoint, also when it had failed.</summary>
    public Savepoint RollbackTo(string name)
    {
        var savepoint = _savepoints.CutTo(name);
        RollbackTo(savepoint.Mark);
        IsFailed = false;
        return savepoint;
    }

    /// <summary>RELEASE: the savepoint's changes become those of what is around it.</summary>
    public void ReleaseSavepoint(string name) => _savepoints.Release(name);

    /// <summary>
    /// The test of serializable isolation before a commit outside a block; a statement that it fails can run again.
    /// </summary>
    public void PrepareCommit()
    {
        if (IsActive)
            _transaction!.PrepareCommit();
    }

    /// <summary>Commits and ends the block.</summary>
    public void Commit()
    {
        var committed = false;
        var hadWritten = HasWritten;
        try
        {
            BeginCommit();
            if (IsActive)
                _transaction!.Commit();
            committed = true;
        }
        finally
        {
            End(committed, hadWritten);
        }
    }

    /// <summary>As <see cref="Commit"/>, without holding a thread while the log is being written.</summary>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        var committed = false;
        var hadWritten = HasWritten;
        try
        {
            BeginCommit();
            if (IsActive)
                await _transaction!.CommitAsync(cancellationToken).ConfigureAwait(false);
            committed = true;
        }
        finally
        {
            End(committed, hadWritten);
        }
    }

    /// <summary>Rolls back and ends the block.</summary>
    public void Rollback()
    {
        try
        {
            RollbackTransaction();
        }
        finally
        {
            LeaveBlock();
        }
    }

    /// <summary>
    /// A statement has failed: its transaction is rolled back now, to the innermost savepoint or altogether, so that it is
    /// in nobody's way; a block goes on as failed until the user ends it or rolls it back to a savepoint.
    /// </summary>
    /// <returns>The savepoint, or null.</returns>
    public Savepoint? Fail()
    {
        if (IsImplicit)
        {
            Rollback();
            return null;
        }

        IsFailed = IsBlock;
        if (IsBlock && _savepoints.Innermost is { } savepoint)
        {
            try
            {
                RollbackTo(savepoint.Mark);
                return savepoint;
            }
            catch
            {
                RollbackTransaction();
                throw;
            }
        }

        RollbackTransaction();
        return null;
    }

    internal static long Now() => (DateTime.UtcNow - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>A point in time, in UTC ticks, as SQL counts it.</summary>
    internal static long FromUtcTicks(long ticks) => (ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private void RollbackTransaction()
    {
        var hadWritten = HasWritten;
        _savepoints.Clear();
        if (IsBlock)
            Block.End(isCommitted: false);
        try
        {
            // A commit that failed on its way leaves nothing to take back here: restart decides.
            if (IsActive)
                _transaction!.Rollback();
        }
        finally
        {
            _edit = null;
            Deferred = DeferredChecks.None;
            _movedReads.Clear();
            Access.End(isCommitted: false);
            engine.Transactions.AdvisoryLocks.ReleaseTransaction(AdvisoryOwner, 0);
            if (_transaction is { State: TransactionState.Committing })
                _transaction = null;
        }

        if (hadWritten)
            Telemetry.CountRollback();
    }

    private void LeaveBlock()
    {
        IsBlock = false;
        IsImplicit = false;
        IsFailed = false;
        Block = TransactionBlock.Outside;
    }

    private void BeginSerializableStatement(bool isFirst)
    {
        if (!isFirst || !_characteristics.AwaitsSafeSnapshot)
        {
            _transaction!.LeaveIfSafe();
            return;
        }

        _transaction!.AwaitSafeSnapshot();
        Access.Catalog = FindCatalog();
    }

    private void Refresh()
    {
        _transaction!.RefreshSnapshot();
        Access.Catalog = FindCatalog();
    }

    /// <summary>The transaction's own catalog if it has changed it, else the one of its snapshot.</summary>
    private CatalogSnapshot FindCatalog() =>
        _edit is { HasChanges: true } ? _edit.Current : engine.Catalogs.Get(_transaction!).Along(Path);

    private void MoveReads()
    {
        foreach (var (from, to) in _movedReads)
            engine.Transactions.Serialization.MoveReads(from, to);
    }

    private void BeginCommit()
    {
        if (IsActive && !TemporaryTables.IsEmpty)
            BeforeCommit?.Invoke();
        if (_edit is { HasChanges: true })
            engine.Catalogs.BeginChange();
    }

    /// <summary>The new catalog is published before the locks go, so that whoever gets one next finds it.</summary>
    private void End(bool committed, bool hadWritten)
    {
        if (IsBlock)
            Block.End(committed);
        LeaveBlock();
        Deferred = DeferredChecks.None;
        _savepoints.Clear();
        var edit = _edit;
        _edit = null;
        if (edit is { HasChanges: true })
            engine.Catalogs.EndChange(committed ? edit.Current.Along(SearchPath.Default) : null);
        if (!committed && IsActive)
            _transaction!.Rollback();
        // Whoever writes by the new catalog has to wait for the locks that go next.
        if (committed)
            MoveReads();
        _movedReads.Clear();
        Access.End(committed);
        engine.Transactions.AdvisoryLocks.ReleaseTransaction(AdvisoryOwner, 0);
        if (!committed)
        {
            _transaction = null;
            return;
        }

        foreach (var id in edit?.Dropped ?? [])
            engine.Tables.Forget(id);
        if (hadWritten)
            Telemetry.CountCommit();
        if (hadWritten && engine.Catalogs.RowCounts.IsSaveDue)
            engine.SaveRowCounts();
    }
}
