namespace BTreeDb.Trees;

/// <summary>
/// A growing buffer into which records are copied out of pages. The caller keeps it from read to read, so that reading
/// allocates nothing once it is large enough. A default value is an empty buffer.
/// </summary>
internal struct RecordBuffer
{
    private const int MinLength = 256;

    private byte[]? _bytes;

    /// <summary>Bytes of the record that was copied last.</summary>
    public int Length { get; private set; }

    /// <summary>The record that was copied last; good until the next read into this buffer.</summary>
    public readonly ReadOnlySpan<byte> Span => new(_bytes, 0, Length);

    /// <summary>Sets the length and gives the bytes to fill; what they held is lost.</summary>
    public Span<byte> Reset(int length)
    {
        if (_bytes is null || _bytes.Length < length)
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(length, MinLength));
        Length = length;
        return new Span<byte>(_bytes, 0, length);
    }

    /// <summary>Replaces the content.</summary>
    public void Set(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reset(bytes.Length));
}
