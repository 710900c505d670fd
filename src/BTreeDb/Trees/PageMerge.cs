using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>Whether and how two neighbours under one parent become one page. Pure page work: no latches, no log.</summary>
internal static unsafe class PageMerge
{
    /// <summary>A page that uses less than this share of its room looks for a neighbour to merge with.</summary>
    private const int UnderflowPercent = 25;

    /// <summary>A merged page may be no fuller, or the next insert would split it again.</summary>
    private const int FullPercent = 80;

    /// <summary>Whether a page is so empty that a merge should be tried.</summary>
    public static bool IsUnderfull(SlottedPage page) => page.UsedBytes * 100 < Room(page) * UnderflowPercent;

    /// <summary>
    /// Whether both pages' records fit one page. The common prefix may become shorter by the merge, so the records may
    /// grow; that is counted.
    /// </summary>
    public static bool Fits(SlottedPage left, SlottedPage right, ReadOnlySpan<byte> separator)
    {
        var prefix = right.UpperIsInfinite ? 0 : KeyBytes.CommonPrefix(left.LowerFence, right.UpperFence);
        var size = left.LowerFence.Length + right.UpperFence.Length;
        size += Records(left) + (left.Count * (left.PrefixLength - prefix));
        size += Records(right) + (right.Count * (right.PrefixLength - prefix));
        if (left.Level > 0)
            size += left.RecordSize(separator.Length - prefix, sizeof(uint));
        return size * 100 <= Room(left) * FullPercent;
    }

    /// <summary>Makes <paramref name="left"/> hold both pages' records; an interior page takes the separator in.</summary>
    [SkipLocalsInit]
    public static void Absorb(SlottedPage left, SlottedPage right, ReadOnlySpan<byte> separator)
    {
        var scratch = stackalloc byte[left.PageSize];
        Buffer.MemoryCopy(left.Pointer, scratch, left.PageSize, left.PageSize);
        var old = new SlottedPage(scratch, left.PageSize);
        left.Format(new NodeFormat
        {
            Page = new PageId(old.PageHeader.PageIdValue),
            Tree = new TreeId(old.PageHeader.TreeIdValue),
            Level = old.Level,
            LowerFence = old.LowerFence,
            UpperFence = right.UpperFence,
            UpperIsInfinite = right.UpperIsInfinite,
            Left = new PageId(old.Header.LeftSibling),
            Right = new PageId(right.Header.RightSibling),
        });
        if (old.Level == 0)
        {
            new LeafPage(left).AppendFrom(new LeafPage(old), 0, old.Count);
            new LeafPage(left).AppendFrom(new LeafPage(right), 0, right.Count);
            return;
        }

        left.AppendFrom(old, 0, old.Count);
        left.AppendSeparator(separator, old.Header.RightmostChild);
        left.AppendFrom(right, 0, right.Count);
        left.Header.RightmostChild = right.Header.RightmostChild;
    }

    private static int Room(SlottedPage page) => page.PageSize - SlottedPage.SlotsOffset;

    private static int Records(SlottedPage page) =>
        page.UsedBytes - page.LowerFence.Length - page.UpperFence.Length;
}
