using System.Runtime.CompilerServices;

namespace BTreeDb.Tables;

/// <summary>
/// Copies of records from different pages, side by side in memory that does not move, so that a whole batch of them can
/// be decoded column by column and text can stay where it is until the batch is done.
/// </summary>
internal sealed unsafe class RowBlock
{
    private const int FirstLength = 16 << 10;
    private const int UsualLengthMax = 256 << 10;

    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(FirstLength, pinned: true);
    private int _used;
    private bool _wasFull;

    public RowBlock(int capacity)
    {
        Offsets = new int[capacity];
        Lengths = new int[capacity];
    }

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where each record begins.</summary>
    public int[] Offsets { get; }

    /// <summary>Bytes of each record.</summary>
    public int[] Lengths { get; }

    /// <summary>A record.</summary>
    public ReadOnlySpan<byte> this[int index] => new(_bytes, Offsets[index], Lengths[index]);

    /// <summary>The memory that the offsets refer to. In bounds by construction.</summary>
    public byte* Bytes => (byte*)Unsafe.AsPointer(ref _bytes[0]);

    /// <summary>Forgets the records; memory that proved too small grows, as nothing points into it now.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
        if (_wasFull && _bytes.Length < UsualLengthMax)
            _bytes = GC.AllocateUninitializedArray<byte>(_bytes.Length * 4, pinned: true);
        _wasFull = false;
    }

    /// <summary>Copies a record in; false when there is no room left, which never happens to the first one.</summary>
    public bool TryAdd(ReadOnlySpan<byte> record)
    {
        if (Count == Offsets.Length)
            return false;
        if (!HasRoom(record.Length))
        {
            _wasFull = true;
            return false;
        }

        record.CopyTo(_bytes.AsSpan(_used));
        Offsets[Count] = _used;
        Lengths[Count] = record.Length;
        Count++;
        _used += record.Length;
        return true;
    }

    /// <summary>Takes the last records back.</summary>
    public void RemoveLast(int count)
    {
        Count -= count;
        _used = Offsets[Count];
    }

    /// <summary>The memory moves only while it is empty: nothing points into it then.</summary>
    private bool HasRoom(int length)
    {
        if (length <= _bytes.Length - _used)
            return true;
        if (Count > 0)
            return false;
        _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        return true;
    }
}
