using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>The transactions that have logged something and not ended. Part of <see cref="LogState"/>.</summary>
internal sealed class ActiveTransactionTable
{
    private const int EntryBytes = 24;
    private const int PrefixBytes = 4;
    private readonly Dictionary<ulong, Entry> _entries = [];

    // The transaction that logged last, which is often the next one, too. Its entry in the dictionary may be older.
    private ulong _currentId;
    private Entry _current;

    /// <summary>An estimate of the log bytes that rolling everything back would take.</summary>
    public long RollbackBytes { get; private set; }

    /// <summary>The number of transactions.</summary>
    public int Count
    {
        get
        {
            Settle();
            return _entries.Count;
        }
    }

    /// <summary>Takes a transaction's record into account.</summary>
    /// <param name="kind">What the record says.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="lsn">The record's position.</param>
    /// <param name="rollback">About how many bytes of log taking the change back needs.</param>
    public void Note(LogRecordKind kind, TransactionId transaction, Lsn lsn, int rollback)
    {
        if (kind is LogRecordKind.Commit or LogRecordKind.End)
        {
            RollbackBytes -= Take(transaction.Value).RollbackBytes;
            return;
        }

        if (kind != LogRecordKind.Change)
            rollback = 0;
        RollbackBytes += rollback;
        if (_currentId != transaction.Value)
            MakeCurrent(transaction.Value);
        _current = new Entry(
            _current.First == 0 ? lsn.Value : _current.First, lsn.Value, _current.RollbackBytes + rollback);
    }

    /// <summary>The first record of the oldest transaction, or <paramref name="otherwise"/> when that is older.</summary>
    public ulong OldestFirst(ulong otherwise)
    {
        Settle();
        foreach (var entry in _entries.Values)
            otherwise = Math.Min(otherwise, entry.First);
        return otherwise;
    }

    /// <summary>The transaction with the oldest first record; 0 if none runs.</summary>
    public ulong OldestTransaction()
    {
        Settle();
        ulong oldest = 0;
        var first = ulong.MaxValue;
        foreach (var (id, entry) in _entries)
        {
            if (entry.First >= first)
                continue;
            first = entry.First;
            oldest = id;
        }

        return oldest;
    }

    /// <summary>The transactions, in no particular order.</summary>
    public List<ActiveTransaction> ToList()
    {
        var list = new List<ActiveTransaction>(Count);
        foreach (var (id, entry) in _entries)
            list.Add(new ActiveTransaction(new TransactionId(id), new Lsn(entry.First), new Lsn(entry.Last)));
        return list;
    }

    /// <summary>The length of the table in a checkpoint record.</summary>
    public int EncodedLength => PrefixBytes + (Count * EntryBytes);

    /// <summary>Writes the table for a checkpoint record.</summary>
    public void Encode(Span<byte> target)
    {
        LittleEndian.WriteUInt32(target, 0, (uint)Count);
        var offset = PrefixBytes;
        foreach (var (id, entry) in _entries)
        {
            LittleEndian.WriteUInt64(target, offset, id);
            LittleEndian.WriteUInt64(target, offset + 8, entry.First);
            LittleEndian.WriteUInt64(target, offset + 16, entry.Last);
            offset += EntryBytes;
        }
    }

    /// <summary>Reads the table of a checkpoint record into this one.</summary>
    /// <returns>The bytes that the table took; negative when the bytes are no table.</returns>
    public int Decode(ReadOnlySpan<byte> source)
    {
        if (source.Length < PrefixBytes)
            return -1;
        var end = PrefixBytes + ((long)LittleEndian.ReadUInt32(source, 0) * EntryBytes);
        if (source.Length < end)
            return -1;
        for (var offset = PrefixBytes; offset < end; offset += EntryBytes)
        {
            _entries[LittleEndian.ReadUInt64(source, offset)] = new Entry(
                LittleEndian.ReadUInt64(source, offset + 8), LittleEndian.ReadUInt64(source, offset + 16), 0);
        }

        return (int)end;
    }

    /// <summary>Takes a transaction's entry out; an empty one if it has none.</summary>
    private Entry Take(ulong transaction)
    {
        if (_currentId != transaction)
        {
            _entries.Remove(transaction, out var removed);
            return removed;
        }

        var entry = _current;
        _entries.Remove(transaction);
        (_currentId, _current) = (0, default);
        return entry;
    }

    private void MakeCurrent(ulong transaction)
    {
        Settle();
        _entries.TryGetValue(transaction, out _current);
        _currentId = transaction;
    }

    /// <summary>Puts the current entry where the others are.</summary>
    private void Settle()
    {
        if (_currentId != 0)
            _entries[_currentId] = _current;
        (_currentId, _current) = (0, default);
    }

    private readonly record struct Entry(ulong First, ulong Last, long RollbackBytes);
}
