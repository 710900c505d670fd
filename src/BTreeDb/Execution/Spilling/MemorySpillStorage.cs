namespace BTreeDb.Execution.Spilling;

/// <summary>Temporary "files" in memory: for databases that have no directory, and for tests.</summary>
internal sealed class MemorySpillStorage : ISpillStorage
{
    /// <summary>The only instance; it has no state.</summary>
    public static MemorySpillStorage Instance { get; } = new();

    /// <inheritdoc/>
    public ISpillFile Create() => new MemorySpillFile();

    private sealed class MemorySpillFile : ISpillFile
    {
        private readonly MemoryStream _bytes = new();

        public string Name => "temporary file in memory";

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (offset + bytes.Length > Array.MaxLength)
                throw SpillErrors.MemoryExceeded(Name, Array.MaxLength);
            _bytes.Position = offset;
            _bytes.Write(bytes);
        }

        public int Read(long offset, Span<byte> bytes)
        {
            _bytes.Position = offset;
            return _bytes.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        public void Dispose() => _bytes.Dispose();
    }
}
