using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// A view of an interior page: separators s0 &lt; s1 &lt; ... and one child more than separators. The child of slot i
/// holds the keys below separator i (and at or above separator i - 1); the rightmost child those at or above the last.
/// </summary>
internal readonly unsafe struct InteriorPage(SlottedPage node)
{
    /// <summary>Views the bytes of an interior page.</summary>
    public InteriorPage(byte* page, int size)
        : this(new SlottedPage(page, size))
    {
    }

    /// <summary>The page without the meaning of its records.</summary>
    public SlottedPage Node => node;

    /// <summary>Number of separators; there is one child more.</summary>
    public int Count => node.Count;

    /// <summary>
    /// The index of the child that may hold a key: the number of separators at or below it. Negative if the bytes
    /// cannot be right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ChildIndex(byte* key, int length) => ChildIndex(key, length, default);

    /// <summary>As above, with a guess where the key is, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ChildIndex(byte* key, int length, SlotAim aim)
    {
        var index = aim.IsSome ? node.LowerBound(key, length, aim, out var found) : node.LowerBound(key, length, out found);
        return found ? index + 1 : index;
    }

    /// <summary>
    /// The index of the child that may hold the greatest key below the given one: the number of separators below it.
    /// </summary>
    public int ChildIndexBelow(byte* key, int length) => node.LowerBound(key, length, out _);

    /// <summary>The child at an index from 0 to <see cref="Count"/>; no page if the bytes cannot be right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PageId ReadChild(int index)
    {
        if (index >= node.Count)
            return new PageId(node.Header.RightmostChild);
        if (!node.TrySlot(index, out var slot) || slot.ValueLength != sizeof(uint))
            return PageId.None;
        return new PageId(Unsafe.ReadUnaligned<uint>(node.Pointer + slot.Offset + slot.KeyLength));
    }

    /// <summary>Whether a separator of this length can be inserted.</summary>
    public bool HasRoomFor(int separatorLength) =>
        node.RecordSize(separatorLength - node.PrefixLength, sizeof(uint)) <= node.FreeBytes;

    /// <summary>
    /// The child at <paramref name="index"/> was split: it keeps the keys below the separator, and
    /// <paramref name="right"/> has the others.
    /// </summary>
    public void Insert(int index, ReadOnlySpan<byte> separator, PageId right)
    {
        var left = ReadChild(index);
        var suffix = separator[node.PrefixLength..];
        var offset = node.OpenSlot(index, suffix.Length, sizeof(uint), RecordFlags.None);
        suffix.CopyTo(new Span<byte>(node.Pointer + offset, suffix.Length));
        Unsafe.WriteUnaligned(node.Pointer + offset + suffix.Length, left.Value);
        node.SealSlot(index);
        SetChild(index + 1, right);
    }

    /// <summary>The child behind separator <paramref name="index"/> was merged into the one before it.</summary>
    public void Remove(int index)
    {
        var left = ReadChild(index);
        node.RemoveSlot(index);
        SetChild(index, left);
    }

    /// <summary>Copies a separator and returns its length.</summary>
    public int CopySeparator(int index, Span<byte> destination) => node.CopyKey(index, destination);

    private void SetChild(int index, PageId child)
    {
        if (index >= node.Count)
        {
            node.Header.RightmostChild = child.Value;
            return;
        }

        ref var slot = ref node.SlotAt(index);
        Unsafe.WriteUnaligned(node.Pointer + slot.Offset + slot.KeyLength, child.Value);
    }
}
