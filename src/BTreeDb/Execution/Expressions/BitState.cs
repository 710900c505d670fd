using System.Numerics;
using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>bit_and, bit_or and bit_xor of integers.</summary>
internal sealed class BitState<T>(AggregateId aggregate) : AggregateState
    where T : struct, IBinaryInteger<T>
{
    private readonly GroupArray<T> _bits = new();
    private readonly GroupArray<bool> _any = new();

    public override long MemoryBytes => _bits.MemoryBytes + _any.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _bits.Ensure(groupCount);
        _any.Ensure(groupCount);
    }

    public override void Reset()
    {
        _bits.Clear();
        _any.Clear();
    }

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!vector.IsNull(row))
                Take(groupOf[row], vector.Values[vector.IndexOf(row)]);
        }
    }

    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!vector.IsNull(row))
                Take(0, vector.Values[vector.IndexOf(row)]);
        }
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (BitState<T>)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            if (source._any[first + group])
                Take(groupOf[group], source._bits[first + group]);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        _bits.Values.Slice(firstGroup, count).CopyTo(target.ValuesOf<T>());
        for (var i = 0; i < count; i++)
        {
            if (!_any[firstGroup + i])
                target.Nulls.SetNull(i);
        }
    }

    private void Take(int group, T value)
    {
        ref var bits = ref _bits[group];
        bits = !_any[group] ? value : aggregate switch
        {
            AggregateId.BitAnd => bits & value,
            AggregateId.BitOr => bits | value,
            _ => bits ^ value,
        };
        _any[group] = true;
    }
}
