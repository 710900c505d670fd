using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>Gives a page a new meaning.</summary>
internal static class PageFormat
{
    /// <summary>Version of the layout of overflow and allocation map pages.</summary>
    private const byte Version = 1;

    /// <summary>Writes the common header, but for checksum and LSN; the body stays as it is.</summary>
    public static void Reset(Span<byte> page, PageType type, PageId id, TreeId tree)
    {
        ref var header = ref PageHeader.Of(page);
        header.Type = type;
        header.FormatVersion = type == PageType.Free ? (byte)0 : Version;
        header.Flags = 0;
        header.PageIdValue = id.Value;
        header.TreeIdValue = tree.Value;
        header.TypeSpecific = 0;
    }

    /// <summary>Makes a page free. Its body is cleared: what was deleted should not stay in the file for good.</summary>
    public static void Free(Span<byte> page, PageId id)
    {
        page[PageHeader.SizeBytes..].Clear();
        Reset(page, PageType.Free, id, default);
    }
}
