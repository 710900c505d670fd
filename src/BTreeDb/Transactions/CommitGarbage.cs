using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// The payload of a commit record: which pages nobody needs once every snapshot sees the commit. The log keeps it until
/// they are freed, so that a crash in between loses none. Items of u32 tree, then the 8-byte reference of a replaced
/// value's chain, or zeros for the tree itself, dropped.
/// </summary>
internal static unsafe class CommitGarbage
{
    private const int ItemSize = sizeof(uint) + OverflowReference.Size;

    /// <summary>The length of the payload for a transaction's changes; zero when they leave no pages behind.</summary>
    public static int Measure(VersionArena arena)
    {
        var length = 0;
        if (!arena.HasDeferredWork)
            return length;
        for (var entry = arena.Last; entry != null; entry = entry->Earlier)
            length += IsGarbage(entry) ? ItemSize : 0;
        return length;
    }

    /// <summary>Writes the payload; <paramref name="target"/> has the measured length.</summary>
    public static void Write(VersionArena arena, Span<byte> target)
    {
        for (var entry = arena.Last; entry != null; entry = entry->Earlier)
        {
            if (!IsGarbage(entry))
                continue;
            LittleEndian.WriteUInt32(target, 0, entry->Tree);
            var reference = target.Slice(sizeof(uint), OverflowReference.Size);
            if (entry->Kind == VersionKind.DroppedTree)
                reference.Clear();
            else
                VersionEntry.Value(entry).CopyTo(reference);
            target = target[ItemSize..];
        }
    }

    /// <summary>Finds the pages that a payload names.</summary>
    /// <returns>Ascending.</returns>
    /// <exception cref="Diagnostics.EngineException">XX001: the payload or a page makes no sense.</exception>
    public static List<PageId> CollectPages(TreeStore store, ReadOnlySpan<byte> garbage)
    {
        var pages = new List<PageId>();
        for (; garbage.Length >= ItemSize; garbage = garbage[ItemSize..])
        {
            var tree = new TreeId(LittleEndian.ReadUInt32(garbage, 0));
            var value = garbage.Slice(sizeof(uint), OverflowReference.Size);
            if (OverflowReference.TryRead(value, out var reference))
                new OverflowChain(store, tree).AddPages(reference, pages);
            else if (value.IndexOfAnyExcept((byte)0) < 0)
                pages.AddRange(TreePages.Collect(store, tree));
            else
                throw TransactionErrors.CorruptUndo();
        }

        if (!garbage.IsEmpty)
            throw TransactionErrors.CorruptUndo();
        pages.Sort();
        return pages;
    }

    private static bool IsGarbage(VersionEntry* entry) => entry->Kind switch
    {
        VersionKind.DroppedTree => true,
        VersionKind.Deleted or VersionKind.Updated =>
            (entry->OlderFlags & (RecordFlags.Overflow | RecordFlags.Ghost)) == RecordFlags.Overflow,
        _ => false,
    };
}
