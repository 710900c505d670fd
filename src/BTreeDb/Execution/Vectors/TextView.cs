using System.Runtime.InteropServices;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// A view on bytes of variable length in 16 bytes (Neumann, Freitag: "Umbra", CIDR 2020): up to 12 bytes lie inside the
/// view itself, longer values keep their first four bytes here and a pointer to unmanaged memory that the producer of
/// the batch owns. Valid as long as the batch that holds it: whoever keeps it longer copies the bytes.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe partial struct TextView
{
    /// <summary>How many bytes fit inside the view.</summary>
    public const int InlineCapacity = 12;

    [FieldOffset(0)]
    private int _length;

    [FieldOffset(4)]
    private uint _prefix;

    [FieldOffset(8)]
    private byte* _pointer;

    /// <summary>Length in bytes.</summary>
    public readonly int Length => _length;
}
