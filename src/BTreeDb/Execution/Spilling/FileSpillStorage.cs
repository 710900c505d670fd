using BTreeDb.Files;

namespace BTreeDb.Execution.Spilling;

/// <summary>
/// Temporary files beside the database, named after it. A crash leaves them behind; the next opening of the database
/// calls <see cref="DeleteLeftovers"/>.
/// </summary>
/// <param name="files">Where files are made.</param>
/// <param name="prefix">The database's path; a number is added.</param>
internal sealed class FileSpillStorage(IFileSystem files, string prefix) : ISpillStorage
{
    private const int LeftoversMax = 10_000;
    private const int GapMax = 64;
    private int _last;

    /// <inheritdoc/>
    public ISpillFile Create()
    {
        var path = PathOf(Interlocked.Increment(ref _last));
        try
        {
            return new SpillFileOnDisk(files, path, files.Open(path, FileOpenMode.Create));
        }
        catch (IOException inner)
        {
            throw SpillErrors.Failed("create", path, inner);
        }
    }

    /// <summary>
    /// Deletes what a crashed process left. Numbers start at 1, and files that were closed leave gaps, so the search ends
    /// where many in a row are missing.
    /// </summary>
    public void DeleteLeftovers()
    {
        var misses = 0;
        for (var number = 1; number < LeftoversMax && misses < GapMax; number++)
        {
            if (files.Exists(PathOf(number)))
            {
                files.Delete(PathOf(number));
                misses = 0;
            }
            else
            {
                misses++;
            }
        }
    }

    private string PathOf(int number) => $"{prefix}-tmp{number}";

    private sealed class SpillFileOnDisk(IFileSystem files, string path, IFile file) : ISpillFile
    {
        public string Name => path;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            try
            {
                file.Write(offset, bytes);
            }
            catch (IOException inner)
            {
                throw SpillErrors.Failed("write", path, inner);
            }
        }

        public int Read(long offset, Span<byte> bytes)
        {
            try
            {
                return file.Read(offset, bytes);
            }
            catch (IOException inner)
            {
                throw SpillErrors.Failed("read", path, inner);
            }
        }

        public void Dispose()
        {
            file.Dispose();
            files.Delete(path);
        }
    }
}
