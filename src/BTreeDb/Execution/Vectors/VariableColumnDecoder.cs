using System.Runtime.CompilerServices;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>Decodes a column of variable length: text and bytes as views into the row, numeric as values.</summary>
internal sealed unsafe class VariableColumnDecoder<T>(RowLayout layout, int ordinal) : ColumnDecoder(layout, ordinal)
    where T : struct
{
    private readonly int _number = layout[ordinal].Place;
    private readonly int _ends = layout.EndsOffset;
    private readonly int _values = layout.MinimumLength(wide: false);
    private readonly int _wideValues = layout.MinimumLength(wide: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Decode(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ColumnVector target, int at)
    {
        Invariant.Holds(at + count <= target.Capacity && count <= offsets.Length, "X1");
        var values = ((ColumnVector<T>)target).Values.AsSpan(at, count);
        var nulls = target.Nulls;
        for (var i = 0; i < values.Length; i++)
        {
            var row = bytes + offsets[i];
            if (IsNull(row))
            {
                nulls.SetNull(at + i);
                values[i] = default;
                continue;
            }

            Locate(row, out var first, out var start, out var end);
            // In bounds when start and end are: both are checked against the row's length here.
            if (start > end || end > (uint)(lengths[i] - first))
                TypeErrors.ThrowCorruptRow("the end of a value lies outside");
            values[i] = Make(bytes, row + first + start, (int)(end - start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Locate(byte* row, out int first, out uint start, out uint end)
    {
        if ((row[0] & RowLayout.WideFlag) == 0)
        {
            first = _values;
            var ends = (ushort*)(row + _ends);
            start = _number == 0 ? 0u : Unsafe.ReadUnaligned<ushort>(ends + _number - 1);
            end = Unsafe.ReadUnaligned<ushort>(ends + _number);
        }
        else
        {
            first = _wideValues;
            var ends = (uint*)(row + _ends);
            start = _number == 0 ? 0u : Unsafe.ReadUnaligned<uint>(ends + _number - 1);
            end = Unsafe.ReadUnaligned<uint>(ends + _number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Make(byte* memory, byte* value, int length)
    {
        if (typeof(T) == typeof(TextView))
        {
            var view = new TextView(value, length);
            return Unsafe.As<TextView, T>(ref view);
        }

        var numeric = NumericCodec.Read(memory, value, length);
        return Unsafe.As<Numeric, T>(ref numeric);
    }
}
