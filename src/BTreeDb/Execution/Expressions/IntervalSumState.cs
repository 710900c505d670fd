using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>sum and avg of intervals, field by field.</summary>
internal sealed class IntervalSumState(bool isAverage) : AggregateState
{
    private readonly GroupArray<Interval> _sums = new();
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

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            Add((ColumnVector<Interval>)argument!, row, groupOf[row]);
        }
    }

    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Add((ColumnVector<Interval>)argument!, selection is null ? i : selection[i], 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (IntervalSumState)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            ref var sum = ref _sums[groupOf[group]];
            sum += source._sums[first + group];
            _counts[groupOf[group]] += source._counts[first + group];
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
        {
            var group = firstGroup + i;
            if (_counts[group] == 0)
                target.SetDatum(i, Datum.Null);
            else
                ((ColumnVector<Interval>)target).Values[i] = isAverage ? _sums[group].Divide(_counts[group]) : _sums[group];
        }
    }

    private void Add(ColumnVector<Interval> vector, int row, int group)
    {
        var index = vector.IndexOf(row);
        if (vector.Nulls[index])
            return;
        ref var sum = ref _sums[group];
        sum += vector.Values[index];
        _counts[group]++;
    }
}
