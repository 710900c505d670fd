using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Salvage;

/// <summary>A database file of which any page may be damaged, the meta pages included. Only reads.</summary>
internal sealed class DamagedFile : IDisposable
{
    private const uint PagesProbed = 64;

    private readonly IFile _file;

    private DamagedFile(IFile file)
    {
        _file = file;
        HasMeta = MetaPageReader.TryRead(file, out var meta, out _);
        PageSize = HasMeta ? (int)meta.PageSize : GuessPageSize();
        CatalogTree = HasMeta ? new TreeId(meta.CatalogTree) : new TreeId(DatabaseFile.CatalogRoot.Value);
        NeedsLog = HasMeta && meta.CleanShutdown == 0;
        PageCount = PageSize == 0 ? 0 : (uint)Math.Min(uint.MaxValue, file.Length / PageSize);
    }

    /// <summary>The file's name.</summary>
    public string Path => _file.Path;

    /// <summary>Whether a meta page is intact.</summary>
    public bool HasMeta { get; }

    /// <summary>The size of its pages, guessed without a meta page; 0 when no size fits.</summary>
    public int PageSize { get; }

    /// <summary>The whole pages in the file.</summary>
    public uint PageCount { get; }

    /// <summary>The tree of the catalog.</summary>
    public TreeId CatalogTree { get; }

    /// <summary>Whether changes may be in the log only.</summary>
    public bool NeedsLog { get; }

    /// <summary>Opens a file.</summary>
    public static DamagedFile Open(IFileSystem files, string path)
    {
        try
        {
            return new DamagedFile(files.Open(path, FileOpenMode.ReadOnly));
        }
        catch (FileLockedException)
        {
            throw FileErrors.InUse(path, DatabaseOwner.Read(files, path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FileErrors.NotFound(path, failure);
        }
        catch (IOException failure)
        {
            throw FileErrors.CouldNot("open", path, failure);
        }
    }

    /// <summary>Reads a page; false when it is not whole, whatever the bytes then are.</summary>
    public bool TryRead(PageId page, Span<byte> bytes) => TryRead(page, bytes, PageSize);

    /// <summary>
    /// Whether a page counts as used: false only where an intact allocation map says that it is free.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="map">The map page that covers it, as <see cref="TryRead(PageId, Span{byte})"/> read it, or empty.</param>
    public bool MayBeUsed(PageId page, Span<byte> map)
    {
        if (map.IsEmpty || PageHeader.Of(map).Type != PageType.AllocationMap)
            return true;
        var view = new AllocationMapPage(map);
        return view.IsUsed(page.Value % view.PageCount);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool TryRead(PageId page, Span<byte> bytes, int pageSize)
    {
        try
        {
            return _file.Read((long)page.Value * pageSize, bytes) == pageSize
                && PageHeader.IsSealed(bytes)
                && PageHeader.Of(bytes).PageIdValue == page.Value;
        }
        catch (IOException)
        {
            // A bad sector is as good as a bad checksum.
            return false;
        }
    }

    /// <summary>The size at which most of the first pages are whole.</summary>
    private int GuessPageSize()
    {
        var best = 0;
        var bestCount = 0;
        foreach (var size in MetaPageReader.PageSizes)
        {
            var bytes = new byte[size];
            var count = 0;
            for (uint page = 0; page < PagesProbed; page++)
                count += TryRead(new PageId(page), bytes, size) ? 1 : 0;
            if (count <= bestCount)
                continue;
            best = size;
            bestCount = count;
        }

        return best;
    }
}
