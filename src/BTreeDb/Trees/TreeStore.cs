using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>What all trees of a database share: pool, log, allocator and the limits that the page size sets.</summary>
internal sealed class TreeStore
{
    /// <summary>The most pages that one structure change touches, for reserving log space.</summary>
    private const int PagesPerChange = 8;

    /// <summary>Puts trees over a pool and a log.</summary>
    public TreeStore(DatabaseFile file, BufferPool pool, WriteAheadLog log)
    {
        Pool = pool;
        Log = log;
        PageSize = file.PageSize;
        MaxRecordSize = (PageSize - SlottedPage.SlotsOffset) / 4;
        MaxKeyLength = MaxRecordSize - Slot.Size - SlottedPage.StampSize - OverflowReference.Size;
        Allocator = new PageAllocator(file, pool, log);
        pool.PageCheck = new TreePageCheck(file.Path);
    }

    /// <summary>The frames.</summary>
    public BufferPool Pool { get; }

    /// <summary>The log.</summary>
    public WriteAheadLog Log { get; }

    /// <summary>Gives out and takes back pages.</summary>
    public PageAllocator Allocator { get; }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; }

    /// <summary>
    /// The longest key: a page must take both fences and a record between them, so a quarter page less the record's
    /// other parts.
    /// </summary>
    public int MaxKeyLength { get; }

    /// <summary>A record that would take more of a leaf has its value in an overflow chain.</summary>
    public int MaxRecordSize { get; }

    /// <summary>Log space for any one structure change.</summary>
    public int StructureLogBytes => PagesPerChange * PageSize;

    /// <summary>Whether a value stays in the leaf beside its key.</summary>
    public bool FitsInline(int keyLength, int valueLength) =>
        keyLength + valueLength + Slot.Size + SlottedPage.StampSize <= MaxRecordSize;

    /// <summary>Refuses keys that do not fit pages.</summary>
    public void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length > MaxKeyLength)
            throw TreeErrors.KeyTooLong(key.Length, MaxKeyLength);
    }

    /// <summary>The bytes of pages 2 and 3 of a new database: the first allocation map, and the root of the catalog tree.</summary>
    public static unsafe void FormatInitialPage(PageId page, Span<byte> bytes)
    {
        if (page == DatabaseFile.FirstAllocationMap)
        {
            var map = new AllocationMapPage(bytes);
            map.Format(page);
            for (uint used = 0; used < DatabaseFile.FixedPageCount; used++)
                map.Set(used, used: true);
            return;
        }

        fixed (byte* pointer = bytes)
            new SlottedPage(pointer, bytes.Length).Format(NodeFormat.EmptyRoot(new TreeId(page.Value)));
    }
}
