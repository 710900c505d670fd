using System.Runtime.CompilerServices;

namespace BTreeDb.Types;

/// <summary>
/// A growing byte buffer that is filled, read and reset again and again, so that encoding a value allocates nothing once
/// the buffer has its size. Keys, rows and text output are written through it.
/// </summary>
internal sealed class ByteWriter(int capacity = 128)
{
    private byte[] _bytes = new byte[Math.Max(capacity, 16)];

    /// <summary>Bytes written since the last <see cref="Reset"/>.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets the content and keeps the memory.</summary>
    public void Reset() => Length = 0;

    /// <summary>Cuts the content back to its first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Appends <paramref name="count"/> bytes that the caller fills; they hold garbage until then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Append(int count)
    {
        var start = Length;
        if (count > _bytes.Length - start)
            Grow(count);
        Length = start + count;
        return _bytes.AsSpan(start, count);
    }

    /// <summary>Appends one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    /// <summary>Appends the bytes of a span.</summary>
    public void Append(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends an unsigned number in decimal, padded with zeros to a width.</summary>
    public void AppendDecimal(ulong value, int minimumDigits = 1)
    {
        Span<byte> digits = stackalloc byte[20];
        var at = digits.Length;
        do
        {
            digits[--at] = (byte)('0' + value % 10);
            value /= 10;
        }
        while (value != 0);
        while (digits.Length - at < minimumDigits)
            digits[--at] = (byte)'0';
        Append(digits[at..]);
    }

    private void Grow(int count)
    {
        var size = Math.Max((long)_bytes.Length * 2, (long)Length + count);
        if (size > Array.MaxLength)
            size = Math.Max((long)Length + count, Array.MaxLength);
        if (size > Array.MaxLength)
            throw TypeErrors.ValueTooLarge();
        Array.Resize(ref _bytes, (int)size);
    }
}
