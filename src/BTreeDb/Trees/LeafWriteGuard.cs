using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// A leaf latched for writing, at a key's place. Every change goes into a log record of the caller, who appends it and
/// then calls <see cref="Seal"/>, before the guard is disposed.
/// </summary>
internal ref struct LeafWriteGuard
{
    private WriteGuard _guard;

    /// <summary>Takes over the latch and searches the key, near a guess if there is one.</summary>
    public unsafe LeafWriteGuard(WriteGuard guard, int pageSize, ReadOnlySpan<byte> key, SlotAim aim)
    {
        _guard = guard;
        Key = key;
        Leaf = new LeafPage(guard.Page, pageSize);
        fixed (byte* pointer = key)
        {
            Slot = Leaf.Node.LowerBoundOfLeaf(pointer, key.Length, aim, out var found);
            Found = found;
        }
    }

    /// <summary>The key that was searched.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The leaf's page.</summary>
    public readonly PageId PageId => _guard.Id;

    /// <summary>The leaf's place, as it will be when the latch is given up.</summary>
    public readonly PagePlace Place => _guard.Place;

    /// <summary>The leaf.</summary>
    public LeafPage Leaf { get; }

    /// <summary>The slot of the key, or where it would go.</summary>
    public int Slot { get; private set; }

    /// <summary>Whether the leaf has a record of the key, be it a ghost.</summary>
    public bool Found { get; private set; }

    /// <summary>The found record's stamp and flags.</summary>
    public readonly RecordVersion Version => new(Leaf.Stamp(Slot), Leaf.Flags(Slot));

    /// <summary>The found record's value, or the reference to its chain; good until the leaf is changed.</summary>
    public readonly ReadOnlySpan<byte> Value => Leaf.Value(Slot);

    /// <summary>Whether a value of this length can be put at the key.</summary>
    public readonly bool HasRoomFor(int valueLength) => Found
        ? Leaf.HasRoomToReplace(Slot, valueLength)
        : Leaf.HasRoomFor(Key.Length - Leaf.Node.PrefixLength, valueLength);

    /// <summary>
    /// Inserts or replaces the record, or makes it a ghost, which has no value; the caller has asked <see cref="HasRoomFor"/>.
    /// </summary>
    public void Put(ref LogRecordBuilder record, RecordVersion version, scoped ReadOnlySpan<byte> value)
    {
        if (Found && version.IsGhost)
        {
            Leaf.Erase(Slot, version.Flags, version.Stamp);
            TreeChange.LeafErase(ref record, Leaf.Node, Slot, version);
            return;
        }

        if (Found)
        {
            Leaf.Replace(Slot, version.Flags, version.Stamp, value);
            TreeChange.LeafReplace(ref record, Leaf.Node, Slot, version, value);
            return;
        }

        var suffix = Key[Leaf.Node.PrefixLength..];
        Leaf.Insert(Slot, suffix, version.Flags, version.Stamp, value);
        TreeChange.LeafInsert(ref record, Leaf.Node, Slot, version, suffix, value);
        Found = true;
    }

    /// <summary>Whether the leaf is the tree's last, is empty, and begins where the caller expects it.</summary>
    public readonly bool IsEmptyEnd(ReadOnlySpan<byte> lowerFence) =>
        Leaf.Count == 0 && Leaf.Node.UpperIsInfinite && Leaf.Node.LowerFence.SequenceEqual(lowerFence);

    /// <summary>Puts all records of a run into the leaf, which <see cref="IsEmptyEnd"/>.</summary>
    public readonly void Fill(ref LogRecordBuilder record, LeafRun run, TransactionId stamp)
    {
        // Ghosts may have been here: the heap is laid out anew.
        Leaf.Node.Compact();
        run.Fill(Leaf, run.Count, stamp);
        TreeChange.NodeImage(ref record, Leaf.Node);
    }

    /// <summary>
    /// Takes away what a transaction has inserted from the key of the guard up to another one.
    /// </summary>
    /// <returns>Whether there was anything; then <paramref name="record"/> has the change.</returns>
    public readonly bool RemoveRange(ref LogRecordBuilder record, scoped ReadOnlySpan<byte> last, TransactionId writer)
    {
        var end = Leaf.Node.Covers(last) ? Leaf.Node.LowerBound(last, out var found) + (found ? 1 : 0) : Leaf.Count;
        if (end <= Slot)
            return false;
        Span<ushort> slots = stackalloc ushort[end - Slot];
        var count = 0;
        for (var i = end - 1; i >= Slot; i--)
        {
            if (Leaf.Stamp(i) != writer)
                continue;
            Leaf.Remove(i);
            slots[count++] = (ushort)i;
        }

        if (count > 0)
            TreeChange.LeafRemove(ref record, Leaf.Node, slots[..count]);
        return count > 0;
    }

    /// <summary>Takes the found record away.</summary>
    public void Remove(ref LogRecordBuilder record)
    {
        Leaf.Remove(Slot);
        TreeChange.LeafRemove(ref record, Leaf.Node, [(ushort)Slot]);
        Found = false;
    }

    /// <summary>
    /// Takes away all ghosts that everybody sees as deleted: those with a stamp below <paramref name="allVisibleBelow"/>,
    /// and those of one more transaction of which the caller knows that.
    /// </summary>
    /// <returns>Whether there were any; then <paramref name="record"/> has the change and the slot is found anew.</returns>
    public bool PurgeGhosts(ref LogRecordBuilder record, TransactionId allVisibleBelow, TransactionId also = default)
    {
        if (Leaf.GhostCount == 0)
            return false;
        Span<ushort> slots = stackalloc ushort[Leaf.GhostCount];
        var count = 0;
        for (var i = Leaf.Count - 1; i >= 0 && count < slots.Length; i--)
        {
            // Flags first: they lie in the slots, the stamps with the records.
            if ((Leaf.Flags(i) & RecordFlags.Ghost) == 0)
                continue;
            var stamp = Leaf.Stamp(i);
            if (stamp.Value >= allVisibleBelow.Value && stamp != also)
                continue;
            Leaf.Remove(i);
            slots[count++] = (ushort)i;
        }

        if (count == 0)
            return false;
        TreeChange.LeafRemove(ref record, Leaf.Node, slots[..count]);
        Slot = Leaf.Node.LowerBound(Key, out var found);
        Found = found;
        return true;
    }

    /// <summary>Takes the bytes of their values from ghosts that have to stay, where room is needed.</summary>
    /// <returns>Whether there were any; then <paramref name="record"/> has the change.</returns>
    public readonly bool StripGhosts(ref LogRecordBuilder record)
    {
        var changed = false;
        for (var i = 0; i < Leaf.Count && Leaf.GhostCount > 0; i++)
        {
            var flags = Leaf.Flags(i);
            if ((flags & RecordFlags.Ghost) == 0 || Leaf.Value(i).IsEmpty)
                continue;
            var version = new RecordVersion(Leaf.Stamp(i), flags);
            Leaf.Replace(i, flags, version.Stamp, []);
            TreeChange.LeafReplace(ref record, Leaf.Node, i, version, []);
            changed = true;
        }

        return changed;
    }

    /// <summary>Tells the page which log record has its changes.</summary>
    public void Seal(Lsn lsn) => _guard.MarkDirty(lsn);

    /// <summary>Unlatches the leaf.</summary>
    public void Dispose() => _guard.Dispose();
}
