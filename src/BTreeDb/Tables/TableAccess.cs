using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly List<HeldTableLock> _locked = [];
    private readonly List<RowChanges> _counts = [];
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
            foreach (var count in _counts)
                count.Table.Rows.Add(count.Rows, count.Changes);
        }

        _counts.Clear();
        var lastCommitted = isCommitted ? Volatile.Read(ref store.Transactions.LastCommitted) : 0;
        foreach (var held in _locked)
            held.Lock.Release(_lockId, held.Mode, lastCommitted);
        _locked.Clear();
        _transaction = null;
        Catalog = null;
    }

    /// <summary>What is locked and counted now.</summary>
    public void Mark(out TableAccessMark mark)
    {
        var counts = CollectionsMarshal.AsSpan(_counts);
        mark.Locks = _locked.Count;
        mark.HasFirst = counts.Length > 0;
        mark.First = mark.HasFirst ? counts[0] : default;
        mark.Others = counts.Length <= 1 ? [] : [.. counts[1..]];
    }

    /// <summary>Takes back what was counted after a mark.</summary>
    public void RestoreCounts(in TableAccessMark mark)
    {
        _counts.Clear();
        if (mark.HasFirst)
            _counts.Add(mark.First);
        _counts.AddRange(mark.Others);
    }

    /// <summary>
    /// Takes back what was counted after a mark, and lets go of the locks that were first taken after it. The changes
    /// that they protect have been taken back before.
    /// </summary>
    public void RollbackTo(in TableAccessMark mark)
    {
        RestoreCounts(mark);
        for (var i = _locked.Count - 1; i >= mark.Locks; i--)
        {
            _locked[i].Lock.Release(_lockId, _locked[i].Mode, lastCommitted: 0);
            _locked.RemoveAt(i);
        }
    }

    /// <summary>Takes a table's lock for writing, once per transaction.</summary>
    public void LockForWriting(Table table) => LockTable(table, TableLockStrength.RowExclusive, waits: true);

    /// <summary>Takes a table's lock unless the transaction holds it already, in this mode or in one that covers it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="waits">Whether to wait for whoever is in the way; else 55P03.</param>
    public void LockTable(Table table, TableLockStrength mode, bool waits)
    {
        var target = table.State.Lock;
        if (Holds(target, mode))
            return;
        if (!Acquire(target, mode, waits))
            throw TableErrors.LockUnavailable(table.Schema.Name);
        if (!catalogs.IsCurrent(table.Schema, Catalog!))
            throw CatalogErrors.DefinitionChanged(table.Schema.Name);
    }

    /// <summary>Locks a row that the transaction sees; its table is locked for writing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rowKey">The row's clustered key.</param>
    /// <param name="mode">The lock.</param>
    /// <param name="waits">Whether to wait for whoever is in the way.</param>
    public RowLockOutcome LockRow(Table table, ReadOnlySpan<byte> rowKey, RowLockMode mode, bool waits) =>
        table.Tree.LockRow(Transaction, rowKey, mode, waits);

    /// <summary>
    /// Takes a lock for a change of what it guards. Afterwards nobody else writes there until the end of this transaction.
    /// </summary>
    public void LockForDefinition(TableLock target)
    {
        if (!Holds(target, TableLockStrength.AccessExclusive))
            Acquire(target, TableLockStrength.AccessExclusive, waits: true);
    }

    /// <summary>Counts inserted rows up or deleted ones down, and updated ones as changes, for estimates.</summary>
    public void CountRows(Table table, long delta)
    {
        var changes = Math.Max(1, Math.Abs(delta));
        for (var i = 0; i < _counts.Count; i++)
        {
            var count = _counts[i];
            if (count.Table != table.State)
                continue;
            _counts[i] = new(count.Table, count.Rows + delta, count.Changes + changes);
            return;
        }

        _counts.Add(new(table.State, delta, changes));
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

    /// <summary>Whether the transaction may have written a table.</summary>
    public bool IsWritten(Table table) => Holds(table.State.Lock, TableLockStrength.RowExclusive);

    private bool Holds(TableLock target, TableLockStrength mode)
    {
        foreach (var held in _locked)
        {
            if (held.Lock == target && TableLockConflicts.Cover(held.Mode, mode))
                return true;
        }

        return false;
    }

    /// <summary>A lock is noted before it is taken, so that an interrupted wait leaves nothing behind.</summary>
    private bool Acquire(TableLock target, TableLockStrength mode, bool waits)
    {
        // A read-only transaction may lock tables: it needs an id for others to wait for, nothing more.
        Transaction.PrepareWait();
        _lockId = Transaction.Id;
        _locked.Add(new HeldTableLock(target, mode));
        var self = new LockHolder(Transaction, _lockId);
        for (var wait = new LockWait(TableLockNames.TargetOf(target, mode)); !target.TryAcquire(self, mode, out var other);)
        {
            if (!waits)
                return false;
            WaitFor(other, ref wait);
        }

        return true;
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
