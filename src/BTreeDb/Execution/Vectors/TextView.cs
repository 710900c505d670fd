using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// A view on bytes of variable length in 16 bytes (Neumann, Freitag: "Umbra", CIDR 2020): up to 12 bytes lie inside the
/// view itself, longer values keep their first four bytes here and a pointer to memory that does not move and that the
/// producer of the batch owns. Valid as long as the batch that holds it: whoever keeps it longer copies the bytes.
/// Bytes inside the view beyond the length are zero (invariant X2), so that short values compare as two words.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct TextView : IEquatable<TextView>, IComparable<TextView>
{
    /// <summary>How many bytes fit inside the view.</summary>
    public const int InlineCapacity = 12;

    [FieldOffset(0)]
    private int _length;

    [FieldOffset(4)]
    private uint _prefix;

    [FieldOffset(8)]
    private byte* _pointer;

    // The whole view as two words; the first holds length and prefix.
    [FieldOffset(0)]
    private ulong _head;

    [FieldOffset(8)]
    private ulong _tail;

    /// <summary>A view on bytes that do not move; short ones are copied inside.</summary>
    /// <param name="pointer">The bytes; read here when short, else kept.</param>
    /// <param name="length">How many.</param>
    public TextView(byte* pointer, int length)
    {
        Unsafe.SkipInit(out this);
        _head = (uint)length;
        if (length <= InlineCapacity)
        {
            LoadInline(ref Unsafe.AsRef<byte>(pointer), length);
        }
        else
        {
            _prefix = Unsafe.ReadUnaligned<uint>(pointer);
            _pointer = pointer;
        }
    }

    /// <summary>A view on a span: copied inside when short, else the span must lie in memory that does not move.</summary>
    public static TextView FromPinned(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > InlineCapacity)
            return new TextView((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);
        return FromShort(bytes);
    }

    /// <summary>A view that holds its bytes itself; there are at most <see cref="InlineCapacity"/>.</summary>
    public static TextView FromShort(ReadOnlySpan<byte> bytes)
    {
        TextView view = default;
        view._length = bytes.Length;
        view.LoadInline(ref MemoryMarshal.GetReference(bytes), bytes.Length);
        return view;
    }

    /// <summary>Length in bytes.</summary>
    public readonly int Length => _length;

    /// <summary>Whether the bytes lie inside the view.</summary>
    public readonly bool IsInline => _length <= InlineCapacity;

    /// <summary>A hash of bytes that lie inside the view (<see cref="VectorHash"/>).</summary>
    public readonly ulong InlineHash => VectorHash.Mix(_head ^ VectorHash.Mix(_tail));

    /// <summary>The bytes; as long-lived as this variable and the batch behind it.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Span => _length <= InlineCapacity
        ? MemoryMarshal.CreateReadOnlySpan(
            in Unsafe.As<uint, byte>(ref Unsafe.AsRef(in _prefix)), _length)
        : new ReadOnlySpan<byte>(_pointer, _length);

    public static bool operator ==(in TextView left, in TextView right) => left.Equals(right);

    public static bool operator !=(in TextView left, in TextView right) => !left.Equals(right);

    /// <summary>The same bytes from <paramref name="start"/> on; the result may point to where this view points.</summary>
    public readonly TextView Slice(int start, int length)
    {
        if (_length > InlineCapacity)
            return new TextView(_pointer + start, length);
        return FromShort(Span.Slice(start, length));
    }

    public readonly bool Equals(TextView other)
    {
        if (_head != other._head)
            return false;
        return _tail == other._tail || (_length > InlineCapacity && Span.SequenceEqual(other.Span));
    }

    /// <summary>Order of the bytes, a prefix before the longer value.</summary>
    public readonly int CompareTo(TextView other)
    {
        if (_prefix != other._prefix)
        {
            var left = BinaryPrimitives.ReverseEndianness(_prefix);
            return left < BinaryPrimitives.ReverseEndianness(other._prefix) ? -1 : 1;
        }

        return Span.SequenceCompareTo(other.Span);
    }

    public override readonly bool Equals(object? obj) => obj is TextView other && Equals(other);

    public override readonly int GetHashCode() => (int)VectorHash.Of(this);

    public override readonly string ToString() => System.Text.Encoding.UTF8.GetString(Span);

    /// <summary>
    /// Copies up to 12 bytes inside, by loads that overlap instead of a loop: each reads only within the source, and
    /// shifts drop what was read twice.
    /// </summary>
    private void LoadInline(ref byte source, int length)
    {
        if (length >= 8)
        {
            var first = Unsafe.ReadUnaligned<ulong>(ref source);
            ulong last = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, length - 4));
            _prefix = (uint)first;
            _tail = first >> 32 | (last >> ((InlineCapacity - length) * 8)) << 32;
        }
        else if (length >= 4)
        {
            ulong last = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, length - 4));
            _prefix = Unsafe.ReadUnaligned<uint>(ref source);
            _tail = last >> ((8 - length) * 8);
        }
        else
        {
            _tail = 0;
            if (length > 0)
            {
                var middle = length >> 1;
                _prefix = source | (uint)Unsafe.Add(ref source, middle) << (middle * 8)
                    | (uint)Unsafe.Add(ref source, length - 1) << ((length - 1) * 8);
            }
        }
    }
}
