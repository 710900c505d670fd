using System.Runtime.CompilerServices;
using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Transactions.Serializability;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// Visits the records of a range that a transaction sees, a leaf at a time. It works on private copies and holds no
/// latch between calls, so it survives whatever others do, and whatever the transaction itself does: its own changes
/// behind the current leaf it will meet, those in it not. Used by one thread at a time; to be used again by
/// <see cref="Reset"/> without allocating.
/// </summary>
/// <remarks>
/// Tight loops read <see cref="Base"/>, <see cref="ValueOffsets"/> and <see cref="ValueLengths"/> after each
/// <see cref="NextBlock"/>; others use <see cref="MoveNext"/>. What was read is good until the next call of either.
/// </remarks>
internal sealed unsafe class VersionedCursor
{
    /// <summary>A block ends early when values from outside of the page have filled so much.</summary>
    private const int ExtraBytesMax = 1024 * 1024;

    private readonly LeafSnapshot _leaf;
    private readonly int[] _slots;
    private readonly int[] _offsets;
    private readonly int[] _lengths;
    private byte[] _keyScratch;
    private byte[] _lower = [];
    private byte[] _upper = [];
    private int _lowerLength;
    private int _upperLength;
    private bool _hasUpper;
    private bool _reverse;
    private CursorPosition _position = CursorPosition.Ended;
    private bool _isLastLeaf;
    private int _next;
    private int _stop;
    private int _current = -1;
    private Visibility _visibility;
    private VersionedTree _tree = null!;
    private Transaction _transaction = null!;
    private AccessHint _hint;
    private RecordBuffer _older;
    private ReadRange? _openRange;

    /// <summary>Made by <see cref="VersionedTree.OpenCursor"/>.</summary>
    internal VersionedCursor(int pageSize)
    {
        _leaf = new LeafSnapshot(pageSize);
        var slots = (pageSize - SlottedPage.SlotsOffset) / Slot.Size;
        _slots = new int[slots];
        _offsets = new int[slots];
        _lengths = new int[slots];
        _keyScratch = new byte[pageSize];
    }

    private enum CursorPosition
    {
        BeforeFirstLeaf,
        InLeaf,
        Ended,
    }

    /// <summary>Number of records in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Where the offsets of values count from. In bounds: offset plus length of any value of the block.</summary>
    public byte* Base => _leaf.Pointer;

    /// <summary>Where the block's values begin.</summary>
    public ReadOnlySpan<int> ValueOffsets => new(_offsets, 0, Count);

    /// <summary>Lengths of the block's values.</summary>
    public ReadOnlySpan<int> ValueLengths => new(_lengths, 0, Count);

    /// <summary>The bytes that all keys of the block begin with.</summary>
    public ReadOnlySpan<byte> KeyPrefix => _leaf.Leaf.Node.Prefix;

    /// <summary>The key that <see cref="MoveNext"/> stands on.</summary>
    public ReadOnlySpan<byte> CurrentKey => Key(_current);

    /// <summary>The value that <see cref="MoveNext"/> stands on.</summary>
    public ReadOnlySpan<byte> CurrentValue => Value(_current);

    /// <summary>Points the cursor at a tree and a transaction. It stands nowhere until <see cref="Seek"/>.</summary>
    public void Reset(VersionedTree tree, Transaction transaction, AccessHint hint = AccessHint.Normal)
    {
        if (_openRange is not null)
            CloseRange();
        _tree = tree;
        _transaction = transaction;
        _hint = hint;
        _position = CursorPosition.Ended;
        Count = 0;
        _current = -1;
    }

    /// <summary>Goes before the first record of a range. Reads nothing yet.</summary>
    public void Seek(in KeyRange range)
    {
        if (_openRange is not null)
            CloseRange();
        // Inside, the lower bound is included and the upper is not: a key's successor is the key and a zero byte.
        _lowerLength = Keep(ref _lower, range.Lower, range.HasLower, range.LowerExclusive);
        _upperLength = Keep(ref _upper, range.Upper, range.HasUpper, !range.UpperExclusive);
        _hasUpper = range.HasUpper;
        _reverse = range.Reverse;
        _position = CursorPosition.BeforeFirstLeaf;
        _isLastLeaf = false;
        Count = 0;
        _current = -1;
        _leaf.ResetWindow();
        if (_transaction.Node is not null)
            OpenRange();
    }

    /// <summary>
    /// Says that nothing more will be read: of its range, a serializable transaction depends on the part that it has read.
    /// </summary>
    public void End()
    {
        if (_openRange is not null)
            CloseRange();
        _position = CursorPosition.Ended;
    }

    /// <summary>Fills the block with the next visible records, all of one leaf.</summary>
    /// <returns>False at the end of the range.</returns>
    public bool NextBlock()
    {
        Count = 0;
        _current = -1;
        while (true)
        {
            if (_position == CursorPosition.InLeaf && _next != _stop)
            {
                _leaf.ClearExtra();
                Fill();
                if (Count > 0)
                    return true;
                continue;
            }

            if (_position == CursorPosition.Ended || !ReadLeaf())
            {
                if (_openRange is not null)
                    CloseRange();
                _position = CursorPosition.Ended;
                return false;
            }
        }
    }

    /// <summary>Goes to the next visible record.</summary>
    /// <returns>False at the end of the range.</returns>
    public bool MoveNext()
    {
        if (++_current < Count)
            return true;
        if (!NextBlock())
            return false;
        _current = 0;
        return true;
    }

    /// <summary>A value of the block.</summary>
    public ReadOnlySpan<byte> Value(int index) =>
        new(_leaf.Pointer + Checked(_offsets, index), _lengths[index]);

    /// <summary>What follows <see cref="KeyPrefix"/> in a key of the block.</summary>
    public ReadOnlySpan<byte> KeySuffix(int index) => _leaf.Leaf.Node.Suffix(Checked(_slots, index));

    /// <summary>A key of the block, put together in a buffer of the cursor: good until the next call.</summary>
    public ReadOnlySpan<byte> Key(int index)
    {
        var node = _leaf.Leaf.Node;
        var length = node.CopyKey(Checked(_slots, index), _keyScratch);
        return new ReadOnlySpan<byte>(_keyScratch, 0, length);
    }

    /// <summary>Length of a key of the block.</summary>
    public int KeyLength(int index) => _leaf.Leaf.Node.KeyLength(Checked(_slots, index));

    /// <summary>Copies a key of the block and returns its length.</summary>
    public int CopyKey(int index, Span<byte> destination) => _leaf.Leaf.Node.CopyKey(Checked(_slots, index), destination);

    /// <summary>Notes the range as read before anything of it is.</summary>
    private void OpenRange()
    {
        _openRange = _tree.FindNode(_transaction)?.Reads.OpenRange(
            _tree.Id, _lower.AsSpan(0, _lowerLength), _hasUpper, _upper.AsSpan(0, _upperLength));
    }

    /// <summary>Notes what was read: leaves that were copied count as a whole.</summary>
    private void CloseRange()
    {
        var open = _openRange!;
        _openRange = null;
        if (_transaction.Node is not { } node)
            return;
        var read = open;
        if (_position == CursorPosition.InLeaf && !_isLastLeaf)
        {
            var leaf = _leaf.Leaf.Node;
            if (_reverse)
                read = new ReadRange(leaf.LowerFence.ToArray(), open.Upper);
            else if (!leaf.UpperIsInfinite)
                read = new ReadRange(open.Lower, leaf.UpperFence.ToArray());
        }
        else if (_position == CursorPosition.BeforeFirstLeaf)
        {
            read = new ReadRange(open.Lower, open.Lower);
        }

        node.Reads.CloseRange(_tree.Id, open, read);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Checked(int[] values, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return values[index];
    }

    private static int Keep(ref byte[] kept, ReadOnlySpan<byte> bound, bool exists, bool successor)
    {
        if (!exists)
            return 0;
        var length = bound.Length + (successor ? 1 : 0);
        if (kept.Length < length)
            kept = new byte[Math.Max(length, 64)];
        bound.CopyTo(kept);
        if (successor)
            kept[bound.Length] = 0;
        return length;
    }

    /// <summary>Copies the first or the next leaf and finds which of its slots are in the range.</summary>
    private bool ReadLeaf()
    {
        if (_isLastLeaf)
            return false;
        // Before the page (X4).
        _visibility = _transaction.Visibility;
        var tree = _tree.Tree;
        var lower = _lower.AsSpan(0, _lowerLength);
        var upper = _upper.AsSpan(0, _upperLength);
        if (_position == CursorPosition.InLeaf)
        {
            if (!(_reverse ? tree.ReadLeft(_leaf, _hint, lower) : tree.ReadRight(_leaf, _hint, upper)))
                return false;
        }
        else if (!_reverse)
        {
            if (_hasUpper)
                tree.ReadLeaf(lower, upper, _leaf, _hint);
            else
                tree.ReadLeaf(lower, _leaf, _hint);
        }
        else if (_hasUpper)
        {
            tree.ReadLeafBelow(upper, _leaf, _hint);
        }
        else
        {
            tree.ReadLastLeaf(_leaf, _hint);
        }

        _position = CursorPosition.InLeaf;
        CutToRange(lower, upper);
        var leaf = _leaf.Leaf;
        if (leaf.GhostCount > 0 && leaf.NewestStamp.Value < _transaction.System.AllVisibleBelow.Value)
            _transaction.System.Reclaimer.Suggest(_tree.Id, leaf.Node.LowerFence);
        return true;
    }

    private void CutToRange(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper)
    {
        if (_leaf.IsPartial)
        {
            (_next, _stop, _isLastLeaf) = (_leaf.Begin, _leaf.End, _leaf.ReachesUpper);
            return;
        }

        var node = _leaf.Leaf.Node;
        var begin = _leaf.Begin;
        var end = _leaf.End;
        if (!_reverse)
        {
            if (_hasUpper && (node.UpperIsInfinite || upper.SequenceCompareTo(node.UpperFence) <= 0))
            {
                end = upper.SequenceCompareTo(node.LowerFence) <= 0 ? begin : node.LowerBound(upper, out _);
                _isLastLeaf = true;
            }

            _next = begin;
            _stop = Math.Max(begin, end);
            return;
        }

        if (lower.SequenceCompareTo(node.LowerFence) >= 0)
        {
            begin = !node.UpperIsInfinite && lower.SequenceCompareTo(node.UpperFence) >= 0
                ? end : Math.Max(begin, node.LowerBound(lower, out _));
            _isLastLeaf = true;
        }

        _next = end - 1;
        _stop = Math.Min(begin, end) - 1;
    }

    private void Fill()
    {
        var leaf = _leaf.Leaf;
        if (leaf.GhostCount == 0 && leaf.NewestStamp.Value < _visibility.SeenBelow.Value && TryFillAll())
            return;
        FillVisible();
    }

    /// <summary>The page is visible as a whole: no stamp is looked at. False if a value lies in an overflow chain.</summary>
    private bool TryFillAll()
    {
        var step = _reverse ? -1 : 1;
        var count = Math.Abs(_stop - _next);
        // In bounds: the copy's slots were checked when it was made, and the arrays take all slots of a page.
        var slots = (Slot*)(_leaf.Pointer + SlottedPage.SlotsOffset);
        var seen = 0;
        var offsets = _offsets;
        var lengths = _lengths;
        var indexes = _slots;
        if (count > offsets.Length || count > lengths.Length || count > indexes.Length)
            return false;
        var at = _next;
        for (var i = 0; i < count; i++, at += step)
        {
            var slot = (byte*)slots + (at * Slot.Size);
            int packed = ((Slot*)slot)->ValueLengthAndFlags;
            seen |= packed;
            indexes[i] = at;
            offsets[i] = ((Slot*)slot)->Offset + ((Slot*)slot)->KeyLength;
            lengths[i] = packed & Slot.MaxValueLength;
        }

        if (((seen >> Slot.FlagShift) & (int)RecordFlags.Overflow) != 0)
            return false;
        Count = count;
        _next = _stop;
        return true;
    }

    private void FillVisible()
    {
        var step = _reverse ? -1 : 1;
        for (; _next != _stop && _leaf.ExtraEnd < ExtraBytesMax; _next += step)
        {
            ref var slot = ref _leaf.Leaf.Node.SlotAt(_next);
            var stamp = LeafPage.ReadStamp(_leaf.Pointer + slot.Offset);
            var flags = slot.Flags;
            var judgement = _visibility.Judge(stamp.Value);
            if (judgement == Judgement.Seen)
            {
                if ((flags & RecordFlags.Ghost) == 0)
                    AddSeen(slot);
            }
            else if (judgement == Judgement.Stale || (flags & RecordFlags.Fresh) == 0)
            {
                AddOlder();
            }
            else if (_openRange is not null)
            {
                _tree.NoteUnseen(_transaction, new RecordVersion(stamp, flags), default);
            }
        }
    }

    private void AddSeen(in Slot slot)
    {
        var offset = slot.Offset + slot.KeyLength;
        var length = slot.ValueLength;
        if ((slot.Flags & RecordFlags.Overflow) != 0)
        {
            if (!OverflowReference.TryRead(new ReadOnlySpan<byte>(_leaf.Pointer + offset, length), out var reference))
                TreeErrors.ThrowCorruptPage(_tree.Id.Root, "a reference to an overflow chain is malformed");
            length = reference.Length;
            offset = _leaf.AddExtra(length, out var bytes);
            _tree.Chains.Read(reference, bytes);
        }

        Add(offset, length);
    }

    /// <summary>The copy's version is not to be seen: look for an older one, if need be on the page as it is now.</summary>
    private void AddOlder()
    {
        var length = _leaf.Leaf.Node.CopyKey(_next, _keyScratch);
        if (!_tree.TryGetRecent(_transaction, _keyScratch.AsSpan(0, length), ref _older))
            return;
        var offset = _leaf.AddExtra(_older.Length, out var bytes);
        _older.Span.CopyTo(bytes);
        Add(offset, bytes.Length);
    }

    private void Add(int offset, int length)
    {
        _slots[Count] = _next;
        _offsets[Count] = offset;
        _lengths[Count] = length;
        Count++;
    }
}
