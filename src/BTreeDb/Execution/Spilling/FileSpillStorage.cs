using BTreeDb.Files;

namespace BTreeDb.Execution.Spilling;

/// <summary>Spills to temporary files beside the database.</summary>
/// <param name="temporary">Gives the files their names.</param>
internal sealed class FileSpillStorage(TemporaryFiles temporary) : ISpillStorage
{
    /// <inheritdoc/>
    public ISpillFile Create()
    {
        var path = temporary.NextPath();
        try
        {
            return new SpillFileOnDisk(temporary.Files, path, temporary.Files.Open(path, FileOpenMode.Create));
        }
        catch (IOException inner)
        {
            throw SpillErrors.Failed("create", path, inner);
        }
    }

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
