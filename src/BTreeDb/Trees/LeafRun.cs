using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Records in ascending order that wait to become whole leaves at the right end of a tree. It tells how many of them a leaf
/// takes: the prefix that its keys share with both fences is cut off, so that depends on the key behind them. Used by one
/// thread.
/// </summary>
internal sealed class LeafRun
{
    private const int RecordOverhead = Slot.Size + SlottedPage.StampSize;

    private readonly int _pageSize;
    private Entry[] _entries = new Entry[64];
    private byte[] _bytes;
    private byte[] _lowerFence = new byte[32];
    private int _lowerLength;
    private int _used;
    private int _recordBytes;
    private int _separatorLength;

    /// <summary>A run for pages of a size.</summary>
    public LeafRun(int pageSize)
    {
        _pageSize = pageSize;
        _bytes = new byte[pageSize];
    }

    /// <summary>Number of records that wait.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// So many of the records fit a leaf that ends before the next one; all but the last, or the last two when it is full.
    /// </summary>
    public int Fitting { get; private set; }

    /// <summary>The lower fence of the leaf that the records are for.</summary>
    public ReadOnlySpan<byte> LowerFence => _lowerFence.AsSpan(0, _lowerLength);

    /// <summary>The upper fence of a leaf with the first <see cref="Fitting"/> records.</summary>
    public ReadOnlySpan<byte> Separator => Key(Fitting)[.._separatorLength];

    /// <summary>Whether all records fit a leaf for all higher keys, from which no prefix is cut off.</summary>
    public bool FitsLastLeaf => _recordBytes + _lowerLength <= _pageSize - SlottedPage.SlotsOffset;

    /// <summary>Forgets all records and begins with a leaf's lower fence.</summary>
    public void Begin(ReadOnlySpan<byte> lowerFence)
    {
        Count = 0;
        _used = 0;
        _recordBytes = 0;
        Fitting = 0;
        _separatorLength = 0;
        if (_lowerFence.Length < lowerFence.Length)
            _lowerFence = new byte[lowerFence.Length];
        lowerFence.CopyTo(_lowerFence);
        _lowerLength = lowerFence.Length;
    }

    /// <summary>The key of a record.</summary>
    public ReadOnlySpan<byte> Key(int index) => _bytes.AsSpan(_entries[index].Offset, _entries[index].KeyLength);

    /// <summary>The value of a record.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        ref var entry = ref _entries[index];
        return _bytes.AsSpan(entry.Offset + entry.KeyLength, entry.ValueLength);
    }

    /// <summary>Adds a record above all others.</summary>
    /// <returns>True when the first <see cref="Fitting"/> records fill a leaf; then <see cref="Advance"/> is due.</returns>
    public bool Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        if (_used + key.Length + value.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + key.Length + value.Length));
        key.CopyTo(_bytes.AsSpan(_used));
        value.CopyTo(_bytes.AsSpan(_used + key.Length));
        _entries[Count] = new Entry(_used, key.Length, value.Length);
        var isFull = Count > 0 && !TryFit(key);
        _used += key.Length + value.Length;
        _recordBytes += RecordOverhead + key.Length + value.Length;
        Count++;
        return isFull;
    }

    /// <summary>The first <see cref="Fitting"/> records have become a leaf: goes on with the rest behind it.</summary>
    public void Advance()
    {
        Invariant.Holds(Fitting > 0 && Count - Fitting <= 2, "T1");
        var (from, count) = (Fitting, Count);
        var rest = _entries.AsSpan(from, count - from);
        Span<Entry> left = stackalloc Entry[2];
        rest.CopyTo(left);
        left = left[..rest.Length];
        var bytes = _bytes;
        // The next lower fence is the beginning of a key that stays where it is until it is copied.
        Begin(bytes.AsSpan(left[0].Offset, _separatorLength));
        foreach (ref readonly var entry in left)
            Add(bytes.AsSpan(entry.Offset, entry.KeyLength), bytes.AsSpan(entry.Offset + entry.KeyLength, entry.ValueLength));
    }

    /// <summary>Puts the first records into an empty leaf that has room for them.</summary>
    public void Fill(LeafPage leaf, int count, TransactionId stamp)
    {
        var prefix = leaf.Node.PrefixLength;
        for (var i = 0; i < count; i++)
            leaf.Insert(i, Key(i)[prefix..], RecordFlags.Fresh, stamp, Value(i));
    }

    /// <summary>Notes that the records so far fit a leaf that ends before a key, if they do.</summary>
    private bool TryFit(ReadOnlySpan<byte> next)
    {
        var length = Trees.Separator.Length(Key(Count - 1), next);
        var prefix = Math.Min(length, KeyBytes.CommonPrefix(LowerFence, next));
        var size = _recordBytes - (Count * prefix) + _lowerLength + length;
        if (size > _pageSize - SlottedPage.SlotsOffset)
            return false;
        Fitting = Count;
        _separatorLength = length;
        return true;
    }

    private readonly record struct Entry(int Offset, int KeyLength, int ValueLength);
}
