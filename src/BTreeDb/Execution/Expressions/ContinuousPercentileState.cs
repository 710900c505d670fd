using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>percentile_cont over double precision: between the two values around the place.</summary>
internal sealed class ContinuousPercentileState : OrderedSetState
{
    private readonly GroupArray<long> _seen = new();
    private readonly GroupArray<double> _lower = new();
    private readonly GroupArray<double> _result = new();
    private readonly GroupArray<bool> _isKnown = new();

    public override bool IgnoresNulls => true;

    public override long MemoryBytes =>
        _seen.MemoryBytes + _lower.MemoryBytes + _result.MemoryBytes + _isKnown.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _seen.Ensure(groupCount);
        _lower.Ensure(groupCount);
        _result.Ensure(groupCount);
        _isKnown.Ensure(groupCount);
    }

    public override void Reset()
    {
        _seen.Clear();
        _isKnown.Clear();
    }

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var values = (ColumnVector<double>)arguments[0];
        for (var row = 0; row < batch.RowCount; row++)
        {
            var percentile = Percentile(arguments[1], row);
            if (!double.IsNaN(percentile))
                Take(groupOf[row], values.Values[values.IndexOf(row)], percentile);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<double>();
        for (var i = 0; i < count; i++)
        {
            values[i] = _result[firstGroup + i];
            if (!_isKnown[firstGroup + i])
                target.Nulls.SetNull(i);
        }
    }

    private void Take(int group, double value, double percentile)
    {
        var number = _seen[group]++;
        var place = percentile * (Counts[group] - 1);
        var first = Math.Floor(place);
        if (number == (long)first)
        {
            _lower[group] = _result[group] = value;
            _isKnown[group] = true;
        }

        if (number == (long)Math.Ceiling(place) && number != (long)first)
            _result[group] = _lower[group] + (place - first) * (value - _lower[group]);
    }
}
