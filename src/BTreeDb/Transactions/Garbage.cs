using System.Buffers.Binary;
using System.Runtime.InteropServices;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// What a transaction makes superfluous: chains of values that it replaced, and trees that it dropped. Its commit record
/// lists them (u32 tree, u32 first page, i32 length of the value; a dropped tree has length 0), so that a crash before
/// they are freed loses no pages.
/// </summary>
internal static unsafe class Garbage
{
    private const int ItemSize = 12;

    /// <summary>Bytes that <see cref="Write"/> needs.</summary>
    public static int Length(VersionArena arena)
    {
        if (!arena.HasGarbage)
            return 0;
        var length = 0;
        using var walk = arena.Walk();
        while (walk.MoveNext())
            length += TryItem(walk.Current, out _) ? ItemSize : 0;
        return length;
    }

    /// <summary>Lists what the changes in an arena make superfluous.</summary>
    public static void Write(VersionArena arena, Span<byte> target)
    {
        using var walk = arena.Walk();
        while (walk.MoveNext())
        {
            var entry = walk.Current;
            if (!TryItem(entry, out var item))
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(target, entry->Tree);
            item.Write(target[4..]);
            target = target[ItemSize..];
        }
    }

    /// <summary>Finds the pages of everything in a list, ascending.</summary>
    public static ReadOnlySpan<PageId> CollectPages(TreeStore store, ReadOnlySpan<byte> garbage)
    {
        if (garbage.Length % ItemSize != 0)
            throw TransactionErrors.CorruptUndo();
        var pages = new List<PageId>();
        for (; !garbage.IsEmpty; garbage = garbage[ItemSize..])
        {
            var tree = new TreeId(BinaryPrimitives.ReadUInt32LittleEndian(garbage));
            var length = BinaryPrimitives.ReadInt32LittleEndian(garbage[8..]);
            if (length == 0)
                TreePages.Collect(store, tree, pages);
            else if (OverflowReference.TryRead(garbage.Slice(4, OverflowReference.Size), out var chain))
                new OverflowChain(store, tree).AddPages(chain, pages);
            else
                throw TransactionErrors.CorruptUndo();
        }

        pages.Sort();
        return CollectionsMarshal.AsSpan(pages);
    }

    private static bool TryItem(VersionEntry* entry, out OverflowReference item)
    {
        item = default;
        switch (entry->Kind)
        {
            case VersionKind.DroppedTree:
                return true;
            case VersionKind.Updated or VersionKind.Deleted:
                return (entry->OlderFlags & (RecordFlags.Overflow | RecordFlags.Ghost)) == RecordFlags.Overflow
                    && OverflowReference.TryRead(VersionEntry.Value(entry), out item);
            default:
                return false;
        }
    }
}
