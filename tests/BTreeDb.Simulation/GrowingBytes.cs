namespace BTreeDb.Simulation;

/// <summary>Bytes that grow with zeros.</summary>
internal sealed class GrowingBytes
{
    private byte[] _bytes = [];

    public long Length { get; private set; }

    public GrowingBytes Copy()
    {
        var copy = new GrowingBytes();
        copy.Write(0, _bytes.AsSpan(0, (int)Length));
        return copy;
    }

    public int Read(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        _bytes.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > Length)
            SetLength(offset + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan((int)offset));
    }

    public void SetLength(long length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(length, Math.Min(_bytes.Length * 2L, _bytes.Length + (16L << 20))));
        if (length < Length)
            _bytes.AsSpan((int)length, (int)(Length - length)).Clear();
        Length = length;
    }
}
