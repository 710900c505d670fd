using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// What committed transactions have made superfluous and nobody has freed yet: a crash must not turn it into pages that
/// are lost for ever. Part of <see cref="LogState"/>.
/// </summary>
internal sealed class PendingReclaimTable
{
    private const int PrefixBytes = 4;
    private const int EntryHeaderBytes = 12;
    private readonly Dictionary<ulong, byte[]> _entries = [];
    private int _garbageBytes;

    /// <summary>The number of transactions.</summary>
    public int Count => _entries.Count;

    /// <summary>The length of the table in a checkpoint record.</summary>
    public int EncodedLength => PrefixBytes + (_entries.Count * EntryHeaderBytes) + _garbageBytes;

    /// <summary>Notes what a commit has named.</summary>
    public void Add(TransactionId transaction, ReadOnlySpan<byte> garbage)
    {
        Remove(transaction);
        _entries[transaction.Value] = garbage.ToArray();
        _garbageBytes += garbage.Length;
    }

    /// <summary>Notes that it is freed.</summary>
    public void Remove(TransactionId transaction)
    {
        if (_entries.Remove(transaction.Value, out var garbage))
            _garbageBytes -= garbage.Length;
    }

    /// <summary>The entries, in no particular order.</summary>
    public List<PendingReclaim> ToList()
    {
        var list = new List<PendingReclaim>(_entries.Count);
        foreach (var (id, garbage) in _entries)
            list.Add(new PendingReclaim(new TransactionId(id), garbage));
        return list;
    }

    /// <summary>Writes the table for a checkpoint record.</summary>
    public void Encode(Span<byte> target)
    {
        LittleEndian.WriteUInt32(target, 0, (uint)_entries.Count);
        var offset = PrefixBytes;
        foreach (var (id, garbage) in _entries)
        {
            LittleEndian.WriteUInt64(target, offset, id);
            LittleEndian.WriteUInt32(target, offset + 8, (uint)garbage.Length);
            garbage.CopyTo(target[(offset + EntryHeaderBytes)..]);
            offset += EntryHeaderBytes + garbage.Length;
        }
    }

    /// <summary>Reads the table of a checkpoint record into this one.</summary>
    /// <returns>The bytes that the table took; negative when the bytes are no table.</returns>
    public int Decode(ReadOnlySpan<byte> source)
    {
        if (source.Length < PrefixBytes)
            return -1;
        var offset = PrefixBytes;
        for (var left = LittleEndian.ReadUInt32(source, 0); left > 0; left--)
        {
            if (source.Length - offset < EntryHeaderBytes)
                return -1;
            var length = LittleEndian.ReadUInt32(source, offset + 8);
            if (source.Length - offset - EntryHeaderBytes < length)
                return -1;
            Add(
                new TransactionId(LittleEndian.ReadUInt64(source, offset)),
                source.Slice(offset + EntryHeaderBytes, (int)length));
            offset += EntryHeaderBytes + (int)length;
        }

        return offset;
    }
}
