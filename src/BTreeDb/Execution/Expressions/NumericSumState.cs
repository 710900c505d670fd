using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>sum and avg of numeric, exact.</summary>
internal sealed class NumericSumState(bool isAverage) : AggregateState
{
    private readonly GroupArray<Numeric> _sums = new();
    private readonly GroupArray<long> _counts = new();

    public override long MemoryBytes => _sums.MemoryBytes + _counts.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _sums.Ensure(groupCount);
        _counts.Ensure(groupCount);
    }

    public override void Reset()
    {
        _sums.Clear();
        _counts.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var vector = (ColumnVector<Numeric>)argument!;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            Add(vector, row, groupOf[row]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<Numeric>)argument!;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Add(vector, selection is null ? i : selection[i], 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (NumericSumState)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            ref var sum = ref _sums[groupOf[group]];
            sum = NumericArithmetic.Add(sum, source._sums[first + group]);
            _counts[groupOf[group]] += source._counts[first + group];
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = ((ColumnVector<Numeric>)target).Values;
        for (var i = 0; i < count; i++)
        {
            var group = firstGroup + i;
            if (_counts[group] == 0)
                target.SetDatum(i, Datum.Null);
            else
                values[i] = isAverage
                    ? NumericArithmetic.Divide(_sums[group], Numeric.FromInt64(_counts[group]))
                    : _sums[group];
        }
    }

    private void Add(ColumnVector<Numeric> vector, int row, int group)
    {
        var index = vector.IndexOf(row);
        if (vector.Nulls[index])
            return;
        ref var sum = ref _sums[group];
        sum = NumericArithmetic.Add(sum, vector.Values[index]);
        _counts[group]++;
    }
}
