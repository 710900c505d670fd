using System.Buffers.Binary;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>What a leaf keeps of a value that lies in an overflow chain: the first page and the length.</summary>
internal readonly record struct OverflowReference(PageId First, int Length)
{
    /// <summary>Bytes of a reference in a leaf.</summary>
    public const int Size = 8;

    /// <summary>The longest value, as PostgreSQL's: one gigabyte less a byte.</summary>
    public const int MaxLength = (1 << 30) - 1;

    /// <summary>Reads a reference from a leaf's value; false if the bytes are not one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out OverflowReference reference)
    {
        reference = default;
        if (value.Length != Size)
            return false;
        var first = BinaryPrimitives.ReadUInt32LittleEndian(value);
        var length = BinaryPrimitives.ReadInt32LittleEndian(value[4..]);
        reference = new OverflowReference(new PageId(first), length);
        return first != 0 && length is > 0 and <= MaxLength;
    }

    /// <summary>Writes the reference as a leaf's value.</summary>
    public void Write(Span<byte> value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(value, First.Value);
        BinaryPrimitives.WriteInt32LittleEndian(value[4..], Length);
    }
}
