using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The normalized keys of rows: bytes whose order is the order wanted. All keys lie behind each other in one buffer; the
/// first eight bytes of each also lie in an entry, and decide most comparisons.
/// </summary>
internal sealed class SortKeys(KeyColumn[] columns, int[] places)
{
    private const int RadixMin = 256;
    private readonly ByteWriter _bytes = new(1 << 12);
    private readonly ColumnVector[] _sources = new ColumnVector[columns.Length];
    private readonly TieComparer _ties = new();
    private int[] _starts = new int[Batch.DefaultCapacity + 1];
    private SortEntry[] _entries = new SortEntry[Batch.DefaultCapacity];
    private SortEntry[] _scratch = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held, about.</summary>
    public long MemoryBytes => _bytes.Length + Count * 36L;

    /// <summary>After <see cref="Sort"/>: the rows in order.</summary>
    public ReadOnlySpan<SortEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>
    /// After <see cref="Sort"/>: whether the entries' prefixes begin behind what all keys here have in common, so that they
    /// mean nothing beside those of other keys.
    /// </summary>
    public bool HasShiftedPrefixes { get; private set; }

    /// <summary>Whether the prefixes are all there is of the keys: no key ends behind its own or is the beginning of another.</summary>
    public bool HasWholePrefixes { get; private set; } = true;

    /// <summary>The key of a row by number.</summary>
    public ReadOnlySpan<byte> KeyOf(int row) => _bytes.Written[_starts[row].._starts[row + 1]];

    /// <summary>Appends the key of a batch's row.</summary>
    public void Add(Batch batch, int row)
    {
        for (var i = 0; i < places.Length; i++)
            _sources[i] = batch.Columns[places[i]];
        Reserve();
        var start = _bytes.Length;
        VectorEncoder.AppendKey(_bytes, columns, _sources, row);
        _starts[Count + 1] = _bytes.Length;
        _entries[Count] = new SortEntry(PrefixOf(_bytes.Written[start..]), Count);
        HasWholePrefixes &= _bytes.Length - start <= sizeof(ulong);
        Count++;
    }

    /// <summary>Takes the last key back.</summary>
    public void RemoveLast()
    {
        Count--;
        _bytes.Truncate(_starts[Count]);
    }

    /// <summary>Compares the last key with the one of another row.</summary>
    public int CompareLastWith(int row) => KeyOf(Count - 1).SequenceCompareTo(KeyOf(row));

    /// <summary>Sorts the entries; equal keys keep the order in which they came.</summary>
    public void Sort()
    {
        if (Count >= RadixMin)
        {
            if (HasOnePrefix())
                SkipCommonPrefix();
            SortByPrefix();
        }
        else
        {
            _entries.AsSpan(0, Count).Sort(static (left, right) =>
                left.Prefix != right.Prefix ? left.Prefix.CompareTo(right.Prefix) : left.Row.CompareTo(right.Row));
        }
        // Both sorts keep the order of rows whose prefixes are equal.
        if (HasWholePrefixes)
            return;
        // The radix sort may have put the rows into the other array.
        var entries = _entries.AsSpan(0, Count);
        _ties.Keys = this;
        for (var first = 0; first < Count;)
        {
            var end = first + 1;
            while (end < Count && entries[end].Prefix == entries[first].Prefix)
                end++;
            if (end - first > 1)
                entries[first..end].Sort(_ties);
            first = end;
        }
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _bytes.Reset();
        Count = 0;
        HasShiftedPrefixes = false;
        HasWholePrefixes = true;
    }

    private static ulong PrefixOf(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        ulong prefix = 0;
        for (var i = 0; i < key.Length; i++)
            prefix |= (ulong)key[i] << (56 - 8 * i);
        return prefix;
    }

    private bool HasOnePrefix()
    {
        foreach (var entry in Entries)
        {
            if (entry.Prefix != _entries[0].Prefix)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Keys that all begin alike, such as names with a common first word, are told apart by the eight bytes behind that.
    /// </summary>
    private void SkipCommonPrefix()
    {
        var first = KeyOf(0);
        var common = first.Length;
        for (var row = 1; row < Count && common > 0; row++)
            common = first[..common].CommonPrefixLength(KeyOf(row));
        for (var row = 0; row < Count; row++)
            _entries[row] = new SortEntry(PrefixOf(KeyOf(row)[common..]), row);
        HasShiftedPrefixes = true;
    }

    private void Reserve()
    {
        if (Count < _entries.Length)
            return;
        Array.Resize(ref _entries, _entries.Length * 2);
        Array.Resize(ref _starts, _entries.Length + 1);
    }

    /// <summary>
    /// Radix sort from the last byte of the prefix to the first, which keeps the order of equal ones. A byte that is the
    /// same in all rows is skipped, so short keys and small numbers take few passes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortByPrefix()
    {
        if (_scratch.Length < Count)
            _scratch = new SortEntry[_entries.Length];
        Span<int> places = stackalloc int[256];
        for (var shift = 0; shift < 64; shift += 8)
        {
            places.Clear();
            foreach (var entry in Entries)
                places[(int)(entry.Prefix >> shift) & 255]++;
            if (places[(int)(_entries[0].Prefix >> shift) & 255] == Count)
                continue;
            var next = 0;
            for (var i = 0; i < places.Length; i++)
                (places[i], next) = (next, next + places[i]);
            foreach (var entry in Entries)
                _scratch[places[(int)(entry.Prefix >> shift) & 255]++] = entry;
            (_entries, _scratch) = (_scratch, _entries);
            if (_scratch.Length < _entries.Length)
                _scratch = new SortEntry[_entries.Length];
        }
        if (_entries.Length + 1 > _starts.Length)
            Array.Resize(ref _starts, _entries.Length + 1);
    }

    private sealed class TieComparer : IComparer<SortEntry>
    {
        public SortKeys Keys { get; set; } = null!;

        public int Compare(SortEntry left, SortEntry right)
        {
            var order = Keys.KeyOf(left.Row).SequenceCompareTo(Keys.KeyOf(right.Row));
            return order != 0 ? order : left.Row.CompareTo(right.Row);
        }
    }
}
