using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>The transactions that have logged something and not ended. Part of <see cref="LogState"/>.</summary>
internal sealed class ActiveTransactionTable
{
    private const int EntryBytes = 24;
    private const int PrefixBytes = 4;
    private readonly Dictionary<ulong, Entry> _entries = [];

    /// <summary>An estimate of the log bytes that rolling everything back would take.</summary>
    public long RollbackBytes { get; private set; }

    /// <summary>The number of transactions.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a transaction's record into account.</summary>
    /// <param name="kind">What the record says.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="lsn">The record's position.</param>
    /// <param name="rollback">About how many bytes of log taking the change back needs.</param>
    public void Note(LogRecordKind kind, TransactionId transaction, Lsn lsn, int rollback)
    {
        _entries.TryGetValue(transaction.Value, out var entry);
        if (kind is LogRecordKind.Commit or LogRecordKind.End)
        {
            RollbackBytes -= entry.RollbackBytes;
            _entries.Remove(transaction.Value);
            return;
        }

        if (kind != LogRecordKind.Change)
            rollback = 0;
        RollbackBytes += rollback;
        _entries[transaction.Value] = new Entry(
            entry.First == 0 ? lsn.Value : entry.First, lsn.Value, entry.RollbackBytes + rollback);
    }

    /// <summary>The first record of the oldest transaction, or <paramref name="otherwise"/> when that is older.</summary>
    public ulong OldestFirst(ulong otherwise)
    {
        foreach (var entry in _entries.Values)
            otherwise = Math.Min(otherwise, entry.First);
        return otherwise;
    }

    /// <summary>The transaction with the oldest first record; 0 if none runs.</summary>
    public ulong OldestTransaction()
    {
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
        var list = new List<ActiveTransaction>(_entries.Count);
        foreach (var (id, entry) in _entries)
            list.Add(new ActiveTransaction(new TransactionId(id), new Lsn(entry.First), new Lsn(entry.Last)));
        return list;
    }

    /// <summary>The length of the table in a checkpoint record.</summary>
    public int EncodedLength => PrefixBytes + (_entries.Count * EntryBytes);

    /// <summary>Writes the table for a checkpoint record.</summary>
    public void Encode(Span<byte> target)
    {
        LittleEndian.WriteUInt32(target, 0, (uint)_entries.Count);
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

    private readonly record struct Entry(ulong First, ulong Last, long RollbackBytes);
}
