using System.Buffers.Binary;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// A view of a page that holds part of a big value: next page (u32 at 32), length of the part (u32 at 36), the part.
/// </summary>
internal readonly ref struct OverflowPage(Span<byte> page)
{
    /// <summary>Where the part begins.</summary>
    public const int DataOffset = PageHeader.SizeBytes + 8;

    private readonly Span<byte> _page = page;

    /// <summary>The page with the next part, or none.</summary>
    public PageId Next => new(BinaryPrimitives.ReadUInt32LittleEndian(_page[PageHeader.SizeBytes..]));

    /// <summary>Bytes of a value that one page takes.</summary>
    public static int Capacity(int pageSize) => pageSize - DataOffset;

    /// <summary>The part of the value; false if the page is not what it should be.</summary>
    public bool TryData(TreeId tree, out ReadOnlySpan<byte> data)
    {
        data = default;
        ref var header = ref PageHeader.Of(_page);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_page[(PageHeader.SizeBytes + 4)..]);
        if (header.Type != PageType.Overflow || header.TreeIdValue != tree.Value || length > _page.Length - DataOffset)
            return false;
        data = _page.Slice(DataOffset, (int)length);
        return true;
    }

    /// <summary>Makes the page hold a part.</summary>
    public void Format(PageId page, TreeId tree, PageId next, ReadOnlySpan<byte> data)
    {
        PageFormat.Reset(_page, PageType.Overflow, page, tree);
        BinaryPrimitives.WriteUInt32LittleEndian(_page[PageHeader.SizeBytes..], next.Value);
        BinaryPrimitives.WriteInt32LittleEndian(_page[(PageHeader.SizeBytes + 4)..], data.Length);
        data.CopyTo(_page[DataOffset..]);
    }
}
