using System.IO.MemoryMappedFiles;
using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTest.Workers;

/// <summary>
/// A few numbers in a memory-mapped file: the worker writes them before each record, the parent reads them, and they
/// survive the worker's death. A pipe would cost a system call per record and lose what was still in its buffer.
/// </summary>
internal sealed class ProgressFile : IRunProgress, IDisposable
{
    private const int TickOffset = 0;
    private const int LineOffset = 8;
    private const int PassedOffset = 12;
    private const int FailedOffset = 16;
    private const int SkippedOffset = 20;
    private const int Size = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool _owns;

    private ProgressFile(string path, bool owns)
    {
        Path = path;
        _owns = owns;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, Size);
        _view = _file.CreateViewAccessor(0, Size);
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>Grows with each record.</summary>
    public long Tick => _view.ReadInt64(TickOffset);

    /// <summary>The line of the record that was started last.</summary>
    public int Line => _view.ReadInt32(LineOffset);

    /// <summary>Records passed before it.</summary>
    public int Passed => _view.ReadInt32(PassedOffset);

    /// <summary>Records failed before it.</summary>
    public int Failed => _view.ReadInt32(FailedOffset);

    /// <summary>Records skipped before it.</summary>
    public int Skipped => _view.ReadInt32(SkippedOffset);

    /// <summary>Makes the parent's side; the file goes when it is disposed.</summary>
    public static ProgressFile Create() => new(System.IO.Path.GetTempFileName(), owns: true);

    /// <summary>Opens the worker's side.</summary>
    public static ProgressFile Open(string path) => new(path, owns: false);

    /// <summary>Forgets the last file's numbers; the tick goes on.</summary>
    public void Reset() => Starting(0, 0, 0, 0);

    /// <inheritdoc/>
    public void Starting(int line, int passed, int failed, int skipped)
    {
        _view.Write(LineOffset, line);
        _view.Write(PassedOffset, passed);
        _view.Write(FailedOffset, failed);
        _view.Write(SkippedOffset, skipped);
        _view.Write(TickOffset, Tick + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        if (_owns)
            File.Delete(Path);
    }
}
