using System.Runtime.CompilerServices;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// The open database file as an array of checksummed pages, with its meta page. Owns the file handle (and with it the
/// lock). Safe for many threads; two writes of one page at the same time are excluded by the latches above.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    /// <summary>The first page that no layout fixes; the meta copies, the first allocation map page and the catalog
    /// tree's root come before.</summary>
    public const uint FixedPageCount = 4;

    /// <summary>The page of the first allocation map.</summary>
    public static readonly PageId FirstAllocationMap = new(2);

    /// <summary>The root page of the catalog tree in a new database.</summary>
    public static readonly PageId CatalogRoot = new(3);

    /// <summary>Small steps: what is allocated and not used counts on the disk, and a step costs one call.</summary>
    private const int GrowthBytes = 256 * 1024;
    private const int GrowthShareLog2 = 6;
    private readonly IFileSystem _files;
    private readonly IFile _file;
    private readonly Lock _metaGate = new();
    private readonly Lock _growthGate = new();
    private MetaPage _meta;
    private uint _pageCount;

    private DatabaseFile(IFileSystem files, IFile file, in MetaPage meta)
    {
        _files = files;
        _file = file;
        _meta = meta;
        PageSize = (int)meta.PageSize;
        _pageCount = (uint)(file.Length / PageSize);
    }

    /// <summary>The name by which the file was opened.</summary>
    public string Path => _file.Path;

    /// <summary>The size of every page in bytes.</summary>
    public int PageSize { get; }

    /// <summary>The pages that the file has room for now. Grows only.</summary>
    public uint PageCount => Volatile.Read(ref _pageCount);

    /// <summary>A copy of the meta page as last written or read.</summary>
    public MetaPage Meta
    {
        get
        {
            lock (_metaGate)
                return _meta;
        }
    }

    /// <summary>
    /// Creates a database file under a temporary name and renames it when it is whole, so that a crash leaves either
    /// no database or a good one. The result counts as cleanly closed.
    /// </summary>
    /// <param name="files">Where.</param>
    /// <param name="path">The name; an existing empty file of that name is replaced.</param>
    /// <param name="pageSize">4096, 8192, 16384 or 32768.</param>
    /// <param name="databaseId">A new unique id.</param>
    /// <param name="formatPage">Lays out page 2 (allocation map) and page 3 (catalog root): gets the id and zeroed
    /// bytes with the page's own number filled in.</param>
    public static void Create(
        IFileSystem files, string path, int pageSize, Guid databaseId, Action<PageId, byte[]> formatPage)
    {
        if (MetaPageReader.PageSizes.IndexOf(pageSize) < 0)
            throw FileErrors.InvalidPageSize(pageSize);
        var temporary = path + "-new";
        try
        {
            using (var file = files.Open(temporary, FileOpenMode.Create))
            {
                file.Allocate(FixedPageCount * pageSize);
                for (uint number = 0; number < FixedPageCount; number++)
                    file.Write((long)number * pageSize, FirstContent(new PageId(number), pageSize, databaseId, formatPage));
                file.Sync();
            }

            files.Rename(temporary, path);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("create", path, failure);
        }
    }

    /// <summary>
    /// Creates and opens a file of pages that ends with the process: nothing is synced, and nobody owns it by name. The
    /// caller deletes it.
    /// </summary>
    /// <exception cref="EngineException">The file cannot be made.</exception>
    public static DatabaseFile CreateTemporary(
        IFileSystem files, string path, int pageSize, Action<PageId, byte[]> formatPage)
    {
        IFile? file = null;
        try
        {
            file = files.Open(path, FileOpenMode.Create);
            for (uint number = 0; number < FixedPageCount; number++)
                file.Write((long)number * pageSize, FirstContent(new PageId(number), pageSize, default, formatPage));
            return new DatabaseFile(files, file, MetaPageReader.Read(file));
        }
        catch (IOException failure)
        {
            file?.Dispose();
            throw FileErrors.Failed("create", path, failure);
        }
    }

    /// <summary>Opens and locks an existing database file. On failure the file is as it was.</summary>
    /// <exception cref="EngineException">In use, missing, not a database, truncated, damaged or newer.</exception>
    public static DatabaseFile Open(IFileSystem files, string path)
    {
        if (!PageHeader.LayoutHolds)
            throw new PlatformNotSupportedException("BTreeDb needs a little-endian processor.");
        IFile? file = null;
        try
        {
            file = files.Open(path, FileOpenMode.Existing);
            var opened = new DatabaseFile(files, file, MetaPageReader.Read(file));
            DatabaseOwner.Announce(files, path);
            return opened;
        }
        catch (FileLockedException)
        {
            throw FileErrors.InUse(path, DatabaseOwner.Read(files, path));
        }
        catch (Exception failure)
        {
            file?.Dispose();
            if (failure is FileNotFoundException or DirectoryNotFoundException)
                throw FileErrors.NotFound(path, failure);
            if (failure is IOException ioFailure)
                throw FileErrors.Failed("open", path, ioFailure);
            throw;
        }
    }

    /// <summary>Opens a file that nobody owns, for tools: no owner's name, no writing.</summary>
    public static DatabaseFile OpenReadOnly(IFileSystem files, string path)
    {
        var file = files.Open(path, FileOpenMode.ReadOnly);
        try
        {
            return new DatabaseFile(files, file, MetaPageReader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a page and checks its checksum and number.</summary>
    /// <param name="page">The page wanted.</param>
    /// <param name="bytes">One page long.</param>
    /// <exception cref="EngineException">The page is damaged, lies beyond the end, or cannot be read.</exception>
    public void ReadPage(PageId page, Span<byte> bytes)
    {
        if (page.Value >= PageCount)
            throw FileErrors.BadPage(Path, page, "lies beyond the end of the file");
        ReadRaw(page, bytes);
        if (IsSound(page, bytes))
            return;
        if (!PageHeader.IsSealed(bytes))
            throw FileErrors.BadPage(Path, page, "checksum mismatch", bytes);
        throw FileErrors.BadPage(Path, page, $"carries the number of page {PageHeader.Of(bytes).PageIdValue}", bytes);
    }

    /// <summary>
    /// Reads pages that lie side by side with one call, as they are: the caller asks each whether it is sound, and has whoever
    /// needs one that is not meet the error.
    /// </summary>
    /// <returns>How many were read, fewer than asked for when the file ends or cannot be read there.</returns>
    public int ReadPages(PageId first, in MemoryBlocks pages)
    {
        Invariant.Holds(pages.BlockBytes == PageSize, "F1");
        try
        {
            return (int)(_file.Read((long)first.Value * PageSize, pages) / PageSize);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Says that pages will be read soon: the device may begin with them while others are being read.</summary>
    public void Advise(PageId first, int count) => _file.Advise((long)first.Value * PageSize, (long)count * PageSize);

    /// <summary>Whether bytes that were read are the page, with a fitting checksum.</summary>
    public static bool IsSound(PageId page, ReadOnlySpan<byte> bytes) =>
        PageHeader.IsSealed(bytes) && PageHeader.Of(bytes).PageIdValue == page.Value;

    /// <summary>Seals a page and writes it. The bytes must stand still meanwhile.</summary>
    /// <exception cref="EngineException">The write failed.</exception>
    public void WritePage(PageId page, Span<byte> bytes)
    {
        Seal(page, bytes);
        try
        {
            _file.Write((long)page.Value * PageSize, bytes);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("write", Path, failure);
        }

        NoteWritten(page.Value + 1);
    }

    /// <summary>Seals pages that lie side by side and writes them with one call, as <see cref="WritePage"/> does.</summary>
    /// <exception cref="EngineException">The write failed; any of the pages may have been written.</exception>
    public void WritePages(PageId first, in MemoryBlocks pages)
    {
        for (var i = 0; i < pages.Count; i++)
            Seal(new PageId(first.Value + (uint)i), pages[i]);
        try
        {
            _file.Write((long)first.Value * PageSize, pages);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("write", Path, failure);
        }

        NoteWritten(first.Value + (uint)pages.Count);
    }

    /// <summary>
    /// Makes the file at least <paramref name="count"/> pages long, reserving disk space. Grows by a sixteenth of the
    /// file, at least a megabyte, so that extending is rare.
    /// </summary>
    /// <exception cref="EngineException">53100: the disk is full; nothing has changed.</exception>
    public void EnsurePages(uint count)
    {
        if (count <= PageCount)
            return;
        lock (_growthGate)
        {
            if (count <= PageCount)
                return;
            var step = Math.Max((uint)(GrowthBytes / PageSize), PageCount >> GrowthShareLog2);
            var wanted = Math.Max(count, PageCount + step);
            if (!TryAllocate(wanted, out _) && !TryAllocate(count, out var failure))
                throw FileErrors.Failed("extend", Path, failure!);
        }
    }

    /// <summary>Makes all page writes so far durable.</summary>
    /// <exception cref="EngineException">58030. The caller must not go on as if it might work next time.</exception>
    public void Sync()
    {
        try
        {
            _file.Sync();
        }
        catch (IOException failure)
        {
            throw FileErrors.CouldNot("fsync", Path, failure);
        }
    }

    /// <summary>
    /// Writes the next copy of the meta page, over the older one, and syncs. Everything that the new meta page relies
    /// on must be durable already.
    /// </summary>
    public void WriteMeta(MetaPage meta)
    {
        lock (_metaGate)
        {
            meta.Sequence = _meta.Sequence + 1;
            var page = new byte[PageSize];
            meta.Header.PageIdValue = meta.Home.Value;
            MetaPage.Of(page.AsSpan()) = meta;
            WritePage(meta.Home, page);
            Sync();
            _meta = meta;
        }
    }

    /// <summary>Closes the file and gives up the lock.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Takes the owner's name away; called at a clean close, before <see cref="Dispose"/>.</summary>
    public void WithdrawOwner() => DatabaseOwner.Withdraw(_files, Path);

    private static byte[] FirstContent(PageId id, int pageSize, Guid databaseId, Action<PageId, byte[]> formatPage)
    {
        var page = new byte[pageSize];
        PageHeader.Of(page.AsSpan()).PageIdValue = id.Value;
        if (id.Value < 2)
            FormatMeta(id, pageSize, databaseId, page);
        else
            formatPage(id, page);
        PageHeader.Seal(page);
        return page;
    }

    private static void FormatMeta(PageId id, int pageSize, Guid databaseId, byte[] page)
    {
        ref var meta = ref MetaPage.Of(page.AsSpan());
        meta.Header.Type = PageType.Meta;
        meta.Header.FormatVersion = 1;
        meta.Magic = MetaPage.MagicNumber;
        meta.FormatVersion = MetaPage.CurrentFormat;
        meta.PageSize = (uint)pageSize;
        meta.DatabaseId = databaseId;
        meta.Sequence = id.Value;
        meta.PageCount = FixedPageCount;
        meta.NextTransactionId = 1;
        meta.CatalogTree = CatalogRoot.Value;
        meta.CleanShutdown = 1;
    }

    private void Seal(PageId page, Span<byte> bytes)
    {
        Invariant.Holds(bytes.Length == PageSize && PageHeader.Of(bytes).PageIdValue == page.Value, "F1");
        PageHeader.Seal(bytes);
    }

    /// <summary>Redo may bring back pages that the file lost when it was cut by a crash.</summary>
    private void NoteWritten(uint end)
    {
        if (end > PageCount)
            RaisePageCount(end);
    }

    private void ReadRaw(PageId page, Span<byte> bytes)
    {
        int read;
        try
        {
            read = _file.Read((long)page.Value * PageSize, bytes);
        }
        catch (IOException failure)
        {
            throw FileErrors.CouldNot("read", Path, failure);
        }

        if (read < bytes.Length)
            throw FileErrors.BadPage(Path, page, $"only {read} of {bytes.Length} bytes could be read");
    }

    private bool TryAllocate(uint pages, out IOException? failure)
    {
        try
        {
            _file.Allocate((long)pages * PageSize);
        }
        catch (IOException caught)
        {
            failure = caught;
            return false;
        }

        RaisePageCount(pages);
        failure = null;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RaisePageCount(uint pages)
    {
        var current = PageCount;
        while (pages > current)
        {
            var seen = Interlocked.CompareExchange(ref _pageCount, pages, current);
            if (seen == current)
                return;
            current = seen;
        }
    }
}
