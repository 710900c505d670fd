using System.Collections.Immutable;
using BTreeDb.Buffers;
using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// What operators reach tables through: the tables as one transaction sees them. Belongs to a session, which binds it to
/// one transaction after the other; carried by the execution context.
/// </summary>
internal sealed class TableAccess(TableStore store, CatalogStore catalogs)
{
    private readonly List<TableLock> _locked = [];
    private readonly List<(TableState Table, long Delta)> _deltas = [];
    private Transaction? _transaction;
    private TransactionId _lockId;

    /// <summary>The transaction in which tables are read and written.</summary>
    public Transaction Transaction =>
        _transaction ?? throw new InvalidOperationException("There is no transaction.");

    /// <summary>The catalog of the transaction.</summary>
    public CatalogSnapshot? Catalog { get; set; }

    /// <summary>The session's zone, for values in error details.</summary>
    public SessionTimeZone TimeZone { get; set; } = SessionTimeZone.Utc;

    /// <summary>The table that a schema describes; cheap, from a cache.</summary>
    public Table GetTable(TableSchema schema) => store.Get(schema);

    /// <summary>Binds the object to a transaction.</summary>
    public void Begin(Transaction transaction, CatalogSnapshot catalog)
    {
        _transaction = transaction;
        Catalog = catalog;
    }

    /// <summary>The transaction has ended: its locks go, its row counts count.</summary>
    public void End(bool isCommitted)
    {
        if (_transaction is null)
            return;
        if (isCommitted)
        {
            foreach (var (table, delta) in _deltas)
                table.Rows.Add(delta);
        }

        _deltas.Clear();
        var lastCommitted = isCommitted ? Volatile.Read(ref store.Transactions.LastCommitted) : 0;
        foreach (var held in _locked)
            held.Release(_lockId, lastCommitted);
        _locked.Clear();
        _transaction = null;
        Catalog = null;
    }

    /// <summary>What is locked and counted now.</summary>
    public TableAccessMark Mark() => new(_locked.Count, _deltas.Count == 0 ? [] : [.. _deltas]);

    /// <summary>Takes back what was counted after a mark.</summary>
    public void RestoreCounts(TableAccessMark mark)
    {
        _deltas.Clear();
        _deltas.AddRange(mark.Deltas);
    }

    /// <summary>
    /// Takes back what was counted after a mark, and lets go of the locks that were first taken after it. The changes
    /// that they protect have been taken back before.
    /// </summary>
    public void RollbackTo(TableAccessMark mark)
    {
        RestoreCounts(mark);
        for (var i = _locked.Count - 1; i >= mark.Locks; i--)
        {
            _locked[i].Release(_lockId, lastCommitted: 0);
            _locked.RemoveAt(i);
        }
    }

    /// <summary>Takes a table's lock for writing, once per transaction.</summary>
    public void LockForWriting(Table table)
    {
        var state = table.State;
        if (_locked.Contains(state.Lock))
            return;
        var self = BeginLocking(state.Lock);
        for (var wait = default(LockWait); !state.Lock.TryAcquireForWriting(self, out var other);)
            WaitFor(other, ref wait);
        if (!catalogs.IsCurrent(table.Schema, Catalog!))
            throw CatalogErrors.DefinitionChanged(table.Schema.Name);
    }

    /// <summary>
    /// Takes a lock for a change of what it guards. Afterwards nobody else writes there until the end of this transaction.
    /// </summary>
    public void LockForDefinition(TableLock target)
    {
        var self = BeginLocking(target);
        for (var wait = default(LockWait); !target.TryAcquireForDefinition(self, out var other);)
            WaitFor(other, ref wait);
    }

    /// <summary>Counts inserted rows up or deleted ones down, for the estimate.</summary>
    public void CountRows(Table table, long delta)
    {
        for (var i = 0; i < _deltas.Count; i++)
        {
            if (_deltas[i].Table != table.State)
                continue;
            _deltas[i] = (table.State, _deltas[i].Delta + delta);
            return;
        }

        _deltas.Add((table.State, delta));
    }

    /// <summary>The next hidden row id of a table.</summary>
    public long NextRowId(Table table)
    {
        var ids = table.State.RowIds;
        if (!ids.IsStarted)
            ids.Start(ReadLargestRowId(table));
        return ids.Next();
    }

    /// <summary>Opens a cursor, using an old one's memory where there is one.</summary>
    public VersionedCursor OpenCursor(VersionedTree tree, VersionedCursor? old, AccessHint hint)
    {
        if (old is null)
            return tree.OpenCursor(Transaction, hint);
        old.Reset(tree, Transaction, hint);
        return old;
    }

    /// <summary>A lock is noted before it is taken, so that an interrupted wait leaves nothing behind.</summary>
    private LockHolder BeginLocking(TableLock target)
    {
        Transaction.PrepareWrite();
        _lockId = Transaction.Id;
        if (!_locked.Contains(target))
            _locked.Add(target);
        return new LockHolder(Transaction, _lockId);
    }

    /// <summary>
    /// Waits for the end of a transaction. Its session lets go of its locks a moment later: no reason to spin meanwhile.
    /// </summary>
    private void WaitFor(LockHolder other, ref LockWait wait)
    {
        store.Transactions.Waits.Wait(Transaction, other.Transaction!, other.Id, ref wait);
        Thread.Yield();
    }

    /// <summary>
    /// Nobody has written the table since the database was opened, for all writers come here first: what the snapshot sees
    /// is all there is.
    /// </summary>
    private long ReadLargestRowId(Table table)
    {
        var cursor = table.Tree.OpenCursor(Transaction, AccessHint.Normal);
        CursorRange.Seek(cursor, null, reverse: true);
        return cursor.NextBlock() && cursor.Count > 0
            ? KeyEncoding.Read(cursor.Key(0), table.Key[0], out _).AsInt64()
            : 0;
    }
}
