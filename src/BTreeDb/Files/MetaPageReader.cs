using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// Finds the meta page of a file of unknown page size and refuses what is no database, is damaged, is cut short or is
/// newer than this build. Only reads.
/// </summary>
internal static class MetaPageReader
{
    /// <summary>The page sizes that exist. Those below 4096 make high trees of few records; only tests ask for them.</summary>
    public static ReadOnlySpan<int> PageSizes => [512, 1024, 4096, 8192, 16384, 32768];

    /// <summary>Reads the valid copy with the higher sequence number.</summary>
    /// <exception cref="Diagnostics.EngineException">The file cannot be opened as a database.</exception>
    public static MetaPage Read(IFile file)
    {
        if (!TryRead(file, out var newest, out var resembles))
            throw resembles ? FileErrors.MetaPagesDamaged(file.Path) : FileErrors.NotADatabase(file.Path);
        Check(file, newest);
        return newest;
    }

    /// <summary>Reads the valid copy with the higher sequence number, whatever it says.</summary>
    /// <param name="file">The file.</param>
    /// <param name="newest">The meta page.</param>
    /// <param name="resembles">Whether the file has our magic number where a meta page may begin.</param>
    /// <returns>False when neither copy is intact.</returns>
    public static bool TryRead(IFile file, out MetaPage newest, out bool resembles)
    {
        var found = false;
        newest = default;
        resembles = false;
        foreach (var size in PageSizes)
        {
            for (uint copy = 0; copy < 2; copy++)
            {
                if (!TryReadCopy(file, size, copy, ref resembles, out var meta))
                    continue;
                if (!found || meta.Sequence > newest.Sequence)
                    newest = meta;
                found = true;
            }
        }

        return found;
    }

    private static bool TryReadCopy(IFile file, int pageSize, uint copy, ref bool resembles, out MetaPage meta)
    {
        var page = new byte[pageSize];
        var read = file.Read((long)copy * pageSize, page);
        meta = default;
        if (read < MetaPage.SizeBytes)
            return false;
        meta = MetaPage.Of(page.AsSpan());
        if (meta.Magic != MetaPage.MagicNumber)
            return false;
        resembles = true;
        return read == pageSize
            && meta.PageSize == pageSize
            && meta.Header.Type == PageType.Meta
            && meta.Header.PageIdValue == copy
            && PageHeader.IsSealed(page);
    }

    private static void Check(IFile file, in MetaPage meta)
    {
        if (meta.FormatVersion > MetaPage.CurrentFormat)
            throw FileErrors.NewerFormat(file.Path, meta.FormatVersion, MetaPage.CurrentFormat);
        var unknown = (meta.ReaderFeatures & ~MetaPage.KnownReaderFeatures)
            | (meta.WriterFeatures & ~MetaPage.KnownWriterFeatures);
        if (unknown != 0)
            throw FileErrors.UnknownFeatures(file.Path, unknown);
        var length = file.Length;
        if (length < (long)meta.PageCount * meta.PageSize)
            throw FileErrors.Truncated(file.Path, length, length / meta.PageSize);
    }
}
