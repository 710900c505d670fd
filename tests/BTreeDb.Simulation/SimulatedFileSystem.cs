using System.Linq;
using BTreeDb.Files;

namespace BTreeDb.Simulation;

/// <summary>
/// A disk in memory that fails as told. Every write, allocation, truncation, sync, creation, deletion and renaming is
/// an operation with a number, and a fault can be set at any number; with one thread above it a run is the same every
/// time. Fair faults: synced bytes stay (unless a bit is flipped or a write was lost or misdirected on purpose), 512
/// bytes are written whole or not at all, and creating, renaming and deleting a file is atomic and durable at once.
/// </summary>
internal sealed class SimulatedFileSystem : IFileSystem
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedContent> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<long, SimulatedFault> _faults = [];
    private bool _crashed;

    /// <summary>The operations so far.</summary>
    public long Operations { get; private set; }

    /// <summary>The syncs among them.</summary>
    public long Syncs { get; private set; }

    /// <summary>Whether the machine is off.</summary>
    public bool HasCrashed
    {
        get
        {
            lock (_gate)
                return _crashed;
        }
    }

    /// <summary>No file grows when all together have this size.</summary>
    public long CapacityBytes { get; set; } = long.MaxValue;

    /// <summary>The next sync of this file fails with an I/O error; later ones succeed.</summary>
    public string? NextFailingSync { get; set; }

    /// <summary>The size of all files together.</summary>
    public long UsedBytes
    {
        get
        {
            lock (_gate)
                return _files.Values.Sum(static file => file.Length);
        }
    }

    /// <summary>Another disk with the same files, as programs see them.</summary>
    public SimulatedFileSystem Copy()
    {
        lock (_gate)
        {
            var copy = new SimulatedFileSystem();
            var random = new Random(0);
            foreach (var (path, content) in _files)
                copy._files[path] = content.AfterCrash(random, CrashStyle.KeepAll);
            return copy;
        }
    }

    /// <summary>The size of a file.</summary>
    public long LengthOf(string path)
    {
        lock (_gate)
            return _files[path].Length;
    }

    /// <summary>Makes the operation with a number (the first is 1) go wrong.</summary>
    public void SetFault(long operation, SimulatedFault fault)
    {
        lock (_gate)
            _faults[operation] = fault;
    }

    /// <summary>Forgets the faults that are still to come.</summary>
    public void ClearFaults()
    {
        lock (_gate)
        {
            _faults.Clear();
            NextFailingSync = null;
            CapacityBytes = long.MaxValue;
        }
    }

    /// <summary>Switches the machine off between two operations.</summary>
    public void Crash()
    {
        lock (_gate)
            _crashed = true;
    }

    /// <summary>The disk as the next start of the machine finds it. The old one stays off.</summary>
    public SimulatedFileSystem Restart(int seed, CrashStyle style)
    {
        lock (_gate)
        {
            _crashed = true;
            var random = new Random(seed);
            var next = new SimulatedFileSystem();
            foreach (var (path, content) in _files.OrderBy(static file => file.Key, StringComparer.Ordinal))
                next._files[path] = content.AfterCrash(random, style);
            return next;
        }
    }

    /// <summary>Changes one bit on the disk.</summary>
    public void FlipBit(string path, long offset, int bit)
    {
        lock (_gate)
            _files[path].FlipBit(offset, bit);
    }

    public IFile Open(string path, FileOpenMode mode)
    {
        lock (_gate)
        {
            ThrowIfOff();
            _files.TryGetValue(path, out var content);
            if (content is { IsLocked: true })
                throw new FileLockedException(path);
            if (mode == FileOpenMode.Create)
            {
                Count(path);
                _files[path] = content = new SimulatedContent();
            }

            if (content == null)
                throw new FileNotFoundException($"Could not find file '{path}'.", path);
            content.IsLocked = mode != FileOpenMode.ReadOnly;
            return new SimulatedFile(this, path, content, mode);
        }
    }

    public bool Exists(string path)
    {
        lock (_gate)
        {
            ThrowIfOff();
            return _files.ContainsKey(path);
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            Count(path);
            _files.Remove(path);
        }
    }

    public void Rename(string path, string newPath)
    {
        lock (_gate)
        {
            Count(path);
            if (!_files.Remove(path, out var content))
                throw new FileNotFoundException($"Could not find file '{path}'.", path);
            _files[newPath] = content;
        }
    }

    internal int Read(SimulatedContent content, long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            ThrowIfOff();
            return content.Read(offset, buffer);
        }
    }

    internal void Write(SimulatedContent content, string path, long offset, ReadOnlySpan<byte> bytes)
    {
        const int misdirection = 4096;
        lock (_gate)
        {
            var fault = NextFault();
            ThrowIfError(fault, path);
            ThrowIfFull(content, path, offset + bytes.Length);
            if (fault != SimulatedFault.LostWrite)
                content.Write(fault == SimulatedFault.MisdirectedWrite ? offset + misdirection : offset, bytes);
            GoOffIf(fault);
        }
    }

    internal void SetLength(SimulatedContent content, string path, long length, bool mayShrink)
    {
        lock (_gate)
        {
            var fault = NextFault();
            ThrowIfError(fault, path);
            ThrowIfFull(content, path, length);
            if (mayShrink || length > content.Length)
                content.SetLength(length);
            GoOffIf(fault);
        }
    }

    internal void Sync(SimulatedContent content, string path)
    {
        lock (_gate)
        {
            Syncs++;
            Count(path);
            if (path == NextFailingSync)
            {
                NextFailingSync = null;
                ThrowIfError(SimulatedFault.IoError, path);
            }

            content.Sync();
        }
    }

    internal void Close(SimulatedContent content, FileOpenMode mode)
    {
        lock (_gate)
        {
            if (mode != FileOpenMode.ReadOnly)
                content.IsLocked = false;
        }
    }

    internal long LengthOf(SimulatedContent content)
    {
        lock (_gate)
        {
            ThrowIfOff();
            return content.Length;
        }
    }

    /// <summary>An operation that a crash prevents rather than tears.</summary>
    private void Count(string path)
    {
        var fault = NextFault();
        ThrowIfError(fault, path);
        GoOffIf(fault);
    }

    private SimulatedFault? NextFault()
    {
        ThrowIfOff();
        Operations++;
        return _faults.TryGetValue(Operations, out var fault) ? fault : null;
    }

    private void ThrowIfOff()
    {
        if (_crashed)
            throw new SimulatedCrashException(Operations);
    }

    private void GoOffIf(SimulatedFault? fault)
    {
        if (fault != SimulatedFault.Crash)
            return;
        _crashed = true;
        throw new SimulatedCrashException(Operations);
    }

    private static void ThrowIfError(SimulatedFault? fault, string path)
    {
        if (fault == SimulatedFault.IoError)
            throw new IOException($"Input/output error : '{path}'", 5);
        if (fault == SimulatedFault.DiskFull)
            throw FileErrors.DiskFullFailure(path);
    }

    private void ThrowIfFull(SimulatedContent content, string path, long newLength)
    {
        if (newLength <= content.Length)
            return;
        var total = newLength - content.Length;
        foreach (var file in _files.Values)
            total += file.Length;
        if (total > CapacityBytes)
            throw FileErrors.DiskFullFailure(path);
    }
}
