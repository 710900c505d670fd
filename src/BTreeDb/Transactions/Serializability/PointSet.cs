namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// The single keys of a tree that a transaction has read, by their hashes: who collides with one causes an abort too many
/// and nothing worse. Added to under the lock of the owner's reads; looked into by writers without any lock. The keys
/// themselves are kept aside, for <see cref="SortKeys"/> when there are too many of them.
/// </summary>
internal sealed class PointSet
{
    private const int FirstCapacity = 16;
    private const int UsualCapacity = 4096;

    private uint[] _table = new uint[FirstCapacity];
    private byte[] _keys = new byte[FirstCapacity * 8];
    private int[] _ends = new int[FirstCapacity / 2];
    private int _count;

    /// <summary>How many keys there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether a key with this hash is in the set.</summary>
    public bool Contains(uint hash)
    {
        if (Count == 0)
            return false;
        var table = Volatile.Read(ref _table);
        hash = Mark(hash);
        var mask = (uint)table.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var found = Volatile.Read(ref table[at]);
            if (found == hash)
                return true;
            if (found == 0)
                return false;
        }
    }

    /// <summary>Adds a key that is not in the set.</summary>
    public void Add(uint hash, ReadOnlySpan<byte> key)
    {
        KeepKey(key);
        if (_count * 2 >= _table.Length)
            Grow();
        Put(_table, Mark(hash));
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>The keys in ascending order, in memory of the set that is good until the next call.</summary>
    public ReadOnlyMemory<byte>[] SortKeys()
    {
        var keys = new ReadOnlyMemory<byte>[_count];
        for (var i = 0; i < keys.Length; i++)
        {
            var begin = i == 0 ? 0 : _ends[i - 1];
            keys[i] = new ReadOnlyMemory<byte>(_keys, begin, _ends[i] - begin);
        }

        Array.Sort(keys, static (one, other) => one.Span.SequenceCompareTo(other.Span));
        return keys;
    }

    /// <summary>Forgets the keys; memory beyond the usual goes.</summary>
    public void Clear()
    {
        if (_count == 0)
            return;
        Volatile.Write(ref _count, 0);
        if (_table.Length > UsualCapacity)
            Volatile.Write(ref _table, new uint[FirstCapacity]);
        else
            Array.Clear(_table);
        if (_keys.Length > UsualCapacity * 8)
            _keys = new byte[FirstCapacity * 8];
    }

    /// <summary>No hash is zero: that is an empty place.</summary>
    private static uint Mark(uint hash) => hash == 0 ? 1 : hash;

    private static void Put(uint[] table, uint hash)
    {
        var mask = (uint)table.Length - 1;
        var at = hash & mask;
        while (table[at] != 0)
            at = (at + 1) & mask;
        Volatile.Write(ref table[at], hash);
    }

    private void KeepKey(ReadOnlySpan<byte> key)
    {
        var begin = _count == 0 ? 0 : _ends[_count - 1];
        if (_keys.Length - begin < key.Length)
            Array.Resize(ref _keys, Math.Max(_keys.Length * 2, begin + key.Length));
        if (_count == _ends.Length)
            Array.Resize(ref _ends, _ends.Length * 2);
        key.CopyTo(_keys.AsSpan(begin));
        _ends[_count] = begin + key.Length;
    }

    /// <summary>A writer who looks into the old table meanwhile finds there what was added before he came.</summary>
    private void Grow()
    {
        var table = new uint[_table.Length * 2];
        foreach (var hash in _table)
        {
            if (hash != 0)
                Put(table, hash);
        }

        Volatile.Write(ref _table, table);
    }
}
