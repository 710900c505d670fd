using System.Runtime.CompilerServices;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>Decodes a column of fixed width: its bytes are the value in memory order.</summary>
internal sealed unsafe class FixedColumnDecoder<T>(RowLayout layout, int ordinal) : ColumnDecoder(layout, ordinal)
    where T : unmanaged
{
    private readonly int _place = layout[ordinal].Place;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Decode(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ColumnVector target, int at)
    {
        Invariant.Holds(at + count <= target.Capacity && count <= offsets.Length, "X1");
        var values = ((ColumnVector<T>)target).Values.AsSpan(at, count);
        var nulls = target.Nulls;
        for (var i = 0; i < values.Length; i++)
        {
            // In bounds: the row is at least as long as its layout's fixed part.
            var row = bytes + offsets[i];
            values[i] = Unsafe.ReadUnaligned<T>(row + _place);
            if (IsNull(row))
                nulls.SetNull(at + i);
        }
    }
}
