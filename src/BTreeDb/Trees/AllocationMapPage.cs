using System.Numerics;
using System.Runtime.InteropServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// A view of a bitmap of used pages. Map page k covers the pages from k * coverage on and is itself the third of them
/// (for k = 0: page 2, behind the meta pages), so that its place needs no look-up.
/// </summary>
internal readonly ref struct AllocationMapPage(Span<byte> page)
{
    /// <summary>The place of a map page among the pages that it covers.</summary>
    public const uint OwnIndex = 2;

    private readonly Span<byte> _page = page;

    /// <summary>Whether the next map page exists. Kept in the page header's type-specific field.</summary>
    public bool HasNext
    {
        get => PageHeader.Of(_page).TypeSpecific != 0;
        set => PageHeader.Of(_page).TypeSpecific = value ? 1UL : 0;
    }

    /// <summary>How many pages the map covers.</summary>
    public uint PageCount => Coverage(_page.Length);

    private Span<byte> Bits => _page[PageHeader.SizeBytes..];

    /// <summary>How many pages one map page covers.</summary>
    public static uint Coverage(int pageSize) => (uint)(pageSize - PageHeader.SizeBytes) * 8;

    /// <summary>The map page that covers a page.</summary>
    public static PageId MapOf(PageId page, int pageSize) => MapAt(page.Value / Coverage(pageSize), pageSize);

    /// <summary>The map page with the given number.</summary>
    public static PageId MapAt(uint number, int pageSize) => new((number * Coverage(pageSize)) + OwnIndex);

    /// <summary>Whether the page at an index is in use.</summary>
    public bool IsUsed(uint index) => (Bits[(int)(index >> 3)] & (1 << (int)(index & 7))) != 0;

    /// <summary>Marks the page at an index.</summary>
    public void Set(uint index, bool used)
    {
        ref var bits = ref Bits[(int)(index >> 3)];
        var mask = (byte)(1 << (int)(index & 7));
        bits = used ? (byte)(bits | mask) : (byte)(bits & ~mask);
    }

    /// <summary>The index of the first free page at or behind <paramref name="from"/>, or -1.</summary>
    public int FindFree(uint from)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(Bits);
        for (var i = (int)(from >> 6); i < words.Length; i++)
        {
            var free = ~words[i];
            if (i == (int)(from >> 6))
                free &= ulong.MaxValue << (int)(from & 63);
            if (free != 0)
                return (i * 64) + BitOperations.TrailingZeroCount(free);
        }

        return -1;
    }

    /// <summary>Makes the page an empty map in which only itself is used.</summary>
    public void Format(PageId page)
    {
        PageFormat.Reset(_page, PageType.AllocationMap, page, default);
        Bits.Clear();
        Set(OwnIndex, used: true);
    }
}
