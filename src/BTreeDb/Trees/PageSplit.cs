using System.Runtime.CompilerServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Where a full page is cut, and what becomes of its two parts. Pure page work: no latches, no log.
/// </summary>
internal static unsafe class PageSplit
{
    /// <summary>An insert behind this share of a leaf's records counts as ascending.</summary>
    private const int AppendPercent = 90;

    /// <summary>How far from the middle a split may be, as a part of the records.</summary>
    private const int WindowShare = 8;

    /// <summary>
    /// Chooses the first slot that goes right. Ascending keys at the right end of the tree leave the old page as full as
    /// it is and open an almost empty one; descending keys at the left end likewise; otherwise the bytes are halved.
    /// </summary>
    /// <param name="leaf">The page that has no room.</param>
    /// <param name="insertAt">Where the record that does not fit would go; negative if it is one of the page's records
    /// that grows.</param>
    public static int ChooseLeafSlot(LeafPage leaf, int insertAt)
    {
        var node = leaf.Node;
        var count = node.Count;
        if (insertAt < 0)
            return ShortestSeparatorNear(node, HalfOfBytes(node));
        if (count <= 1)
            return insertAt;
        if (node.UpperIsInfinite && insertAt * 100 >= count * AppendPercent)
            return insertAt;
        if (leaf.Left.IsNone && insertAt == 0)
            return 0;
        return ShortestSeparatorNear(node, HalfOfBytes(node));
    }

    /// <summary>
    /// The last leaf has no upper fence, and so no prefix is cut off its keys; once it has one there is room for some records
    /// more. Where keys ascend in even steps, an upper fence that far ahead lets the next ones come in.
    /// </summary>
    /// <param name="leaf">A full leaf.</param>
    /// <param name="key">The key that does not fit, above all others.</param>
    /// <param name="valueLength">The length of its value; those of the next ones are taken to be the same.</param>
    /// <param name="fence">Takes the fence.</param>
    /// <param name="length">The fence's length.</param>
    /// <returns>False if the leaf is not the last, or nothing would be gained.</returns>
    public static bool TryFenceAhead(LeafPage leaf, ReadOnlySpan<byte> key, int valueLength, Span<byte> fence, out int length)
    {
        var node = leaf.Node;
        length = key.Length;
        if (!node.UpperIsInfinite || node.Count < 2)
            return false;
        var last = node.Suffix(node.Count - 1);
        if (node.PrefixLength != 0 || last.Length != length || !TryStep(last, key, out var place, out var step))
            return false;
        var prefix = KeyBytes.CommonPrefix(node.LowerFence, key);
        var room = node.FreeBytes + (node.Count * prefix) - length;
        var more = room / node.RecordSize(length - prefix, valueLength);
        if (more < 1 || step > uint.MaxValue)
            return false;
        var ahead = Number(key[place..]) + ((ulong)more * step);
        key.CopyTo(fence);
        var target = fence[place..length];
        if (ahead < step || (target.Length < sizeof(ulong) && ahead >> (8 * target.Length) != 0))
            return false;
        for (var i = target.Length - 1; i >= 0; i--, ahead >>= 8)
            target[i] = (byte)ahead;
        return KeyBytes.CommonPrefix(node.LowerFence, fence[..length]) >= prefix;
    }

    /// <summary>
    /// The separator that goes up when an interior page is split, chosen so that the bytes are halved; where keys ascend at
    /// the right end of the tree, so that the left page stays almost full.
    /// </summary>
    public static int ChooseInteriorSlot(InteriorPage page, ReadOnlySpan<byte> key)
    {
        var node = page.Node;
        if (node.UpperIsInfinite && node.LowerBound(key, out var found) + (found ? 1 : 0) == node.Count)
            return Math.Max(1, node.Count * AppendPercent / 100);
        return HalfOfBytes(node);
    }

    /// <summary>
    /// Length of the separator for a leaf split before <paramref name="slot"/>, written to
    /// <paramref name="separator"/>. The key that does not fit takes part where it is the neighbour of the cut.
    /// </summary>
    [SkipLocalsInit]
    public static int LeafSeparator(
        LeafPage leaf, int slot, int insertAt, ReadOnlySpan<byte> incoming, Span<byte> separator)
    {
        var node = leaf.Node;
        Span<byte> lower = stackalloc byte[node.PageSize];
        Span<byte> upper = stackalloc byte[node.PageSize];
        var incomingIsUpper = insertAt == slot && slot == node.Count;
        var incomingIsLower = insertAt == slot && !incomingIsUpper;
        lower = incomingIsLower ? Copy(incoming, lower) : lower[..(slot == 0 ? 0 : node.CopyKey(slot - 1, lower))];
        upper = incomingIsUpper ? Copy(incoming, upper) : upper[..node.CopyKey(slot, upper)];
        var length = Separator.Length(lower, upper);
        upper[..length].CopyTo(separator);
        return length;
    }

    /// <summary>Whether slots [0, keep) and both fences fit a page once the separator is the upper fence.</summary>
    public static bool LeftFits(SlottedPage page, int keep, ReadOnlySpan<byte> separator)
    {
        if (keep < page.Count)
            return true;
        var prefix = KeyBytes.CommonPrefix(page.LowerFence, separator);
        var size = page.UsedBytes - page.UpperFence.Length + separator.Length - (keep * (prefix - page.PrefixLength));
        return size <= page.PageSize - SlottedPage.SlotsOffset;
    }

    /// <summary>Whether slots [from, count) and both fences fit a page once the separator is the lower fence.</summary>
    public static bool RightFits(SlottedPage page, int from, ReadOnlySpan<byte> separator)
    {
        if (from > 0)
            return true;
        var prefix = page.UpperIsInfinite ? 0 : KeyBytes.CommonPrefix(separator, page.UpperFence);
        var size = page.UsedBytes - page.LowerFence.Length + separator.Length - (page.Count * (prefix - page.PrefixLength));
        return size <= page.PageSize - SlottedPage.SlotsOffset;
    }

    /// <summary>Reduces a leaf to its first <paramref name="keep"/> records, with the separator as upper fence.</summary>
    [SkipLocalsInit]
    public static void Truncate(SlottedPage page, int keep, PageId right, ReadOnlySpan<byte> separator)
    {
        var scratch = stackalloc byte[page.PageSize];
        Buffer.MemoryCopy(page.Pointer, scratch, page.PageSize, page.PageSize);
        var old = new SlottedPage(scratch, page.PageSize);
        page.Format(new NodeFormat
        {
            Page = new PageId(old.PageHeader.PageIdValue),
            Tree = new TreeId(old.PageHeader.TreeIdValue),
            Level = old.Level,
            LowerFence = old.LowerFence,
            UpperFence = separator,
            Left = new PageId(old.Header.LeftSibling),
            Right = right,
        });
        if (old.Level == 0)
        {
            new LeafPage(page).AppendFrom(new LeafPage(old), 0, keep);
            return;
        }

        page.Header.RightmostChild = new InteriorPage(old).ReadChild(keep).Value;
        page.AppendFrom(old, 0, keep);
    }

    /// <summary>
    /// Makes the right part of a split: the slots from <paramref name="from"/> on (an interior page's separator
    /// <paramref name="from"/> has gone up and is not among them).
    /// </summary>
    public static void BuildRight(
        SlottedPage target, SlottedPage source, PageId page, PageId left, int from, ReadOnlySpan<byte> separator)
    {
        target.Format(new NodeFormat
        {
            Page = page,
            Tree = new TreeId(source.PageHeader.TreeIdValue),
            Level = source.Level,
            LowerFence = separator,
            UpperFence = source.UpperFence,
            UpperIsInfinite = source.UpperIsInfinite,
            Left = left,
            Right = new PageId(source.Header.RightSibling),
        });
        if (source.Level == 0)
        {
            new LeafPage(target).AppendFrom(new LeafPage(source), from, source.Count);
            return;
        }

        target.Header.RightmostChild = source.Header.RightmostChild;
        target.AppendFrom(source, from + 1, source.Count);
    }

    /// <summary>
    /// Makes the left part of a split on another page than the source; used for the root, which never moves.
    /// </summary>
    public static void BuildLeft(
        SlottedPage target, SlottedPage source, PageId page, PageId right, int keep, ReadOnlySpan<byte> separator)
    {
        Buffer.MemoryCopy(source.Pointer, target.Pointer, source.PageSize, source.PageSize);
        target.PageHeader.PageIdValue = page.Value;
        Truncate(target, keep, right, separator);
    }

    private static Span<byte> Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return destination[..source.Length];
    }

    /// <summary>
    /// Of the places near the middle the one with the shortest separator: a slightly uneven split costs nothing, a long
    /// separator costs room in the parent for good.
    /// </summary>
    private static int ShortestSeparatorNear(SlottedPage node, int middle)
    {
        var window = node.Count / WindowShare;
        var best = middle;
        var bestLength = int.MaxValue;
        for (var distance = 0; distance <= window; distance++)
        {
            for (var side = -1; side <= 1; side += 2)
            {
                var slot = middle + (side * distance);
                if (slot < 1 || slot >= node.Count)
                    continue;
                var length = Separator.Length(node.Suffix(slot - 1), node.Suffix(slot));
                if (length >= bestLength)
                    continue;
                best = slot;
                bestLength = length;
            }
        }

        return best;
    }

    private static int HalfOfBytes(SlottedPage node)
    {
        var half = node.UsedBytes / 2;
        var bytes = 0;
        var last = node.Count - 1;
        for (var i = 0; i < last; i++)
        {
            ref var slot = ref node.SlotAt(i);
            bytes += node.RecordSize(slot.KeyLength, slot.ValueLength);
            if (bytes >= half)
                return i == 0 ? 1 : i;
        }

        return Math.Max(last, 1);
    }

    /// <summary>How far apart two keys of one length are that differ in their last eight bytes only.</summary>
    private static bool TryStep(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high, out int place, out ulong step)
    {
        place = Math.Max(0, low.Length - sizeof(ulong));
        step = Number(high[place..]) - Number(low[place..]);
        return low[..place].SequenceEqual(high[..place]);
    }

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var b in bytes)
            number = (number << 8) | b;
        return number;
    }
}
