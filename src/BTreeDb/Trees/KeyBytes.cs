using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BTreeDb.Trees;

/// <summary>Comparisons of keys, which are byte strings in memcmp order.</summary>
internal static unsafe class KeyBytes
{
    /// <summary>The first four bytes as a big-endian number, padded with zeros: orders as the bytes do, up to ties.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Head(byte* key, int length)
    {
        if (length >= 4)
            return BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(key));
        return ShortHead(key, length);
    }

    /// <summary>Orders two strings whose heads are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CompareTails(byte* left, int leftLength, byte* right, int rightLength)
    {
        // Up to four bytes are in the head; then only zero padding can differ, and the shorter string is the lower.
        if (leftLength <= 4 || rightLength <= 4)
            return leftLength - rightLength;
        // Keys of indexes often begin alike and end soon after, and a call would cost more than they do. The last eight bytes
        // of both hold all that is not known to be equal; equal bytes before it do no harm.
        var common = Math.Min(leftLength, rightLength);
        if (common is >= 8 and <= 12)
        {
            var leftEnd = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(left + common - 8));
            var rightEnd = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(right + common - 8));
            return leftEnd == rightEnd ? leftLength - rightLength : leftEnd < rightEnd ? -1 : 1;
        }

        return new ReadOnlySpan<byte>(left + 4, leftLength - 4)
            .SequenceCompareTo(new ReadOnlySpan<byte>(right + 4, rightLength - 4));
    }

    /// <summary>Length of the longest common prefix.</summary>
    public static int CommonPrefix(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.CommonPrefixLength(right);

    private static uint ShortHead(byte* key, int length)
    {
        uint head = 0;
        for (var i = 0; i < length; i++)
            head |= (uint)key[i] << (24 - (8 * i));
        return head;
    }
}
