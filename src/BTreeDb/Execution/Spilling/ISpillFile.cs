namespace BTreeDb.Execution.Spilling;

/// <summary>
/// A temporary file of one operator, used by one thread. What is read was written by the same process.
/// </summary>
internal interface ISpillFile : IDisposable
{
    /// <summary>The name for error messages.</summary>
    string Name { get; }

    /// <summary>Writes bytes at an offset.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Fills the span from an offset; returns how many bytes there were.</summary>
    int Read(long offset, Span<byte> bytes);
}
