using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>corr, covar_* and regr_* over pairs (y, x) of floats, computed as PostgreSQL does.</summary>
internal sealed class RegressionState(AggregateId aggregate) : AggregateState
{
    private readonly GroupArray<RegressionSums> _sums = new();

    public override long MemoryBytes => _sums.MemoryBytes;

    public override void EnsureGroups(int groupCount) => _sums.Ensure(groupCount);

    public override void Reset() => _sums.Clear();

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch) =>
        throw new NotSupportedException();

    public override void UpdateSingle(ColumnVector? argument, Batch batch) => throw new NotSupportedException();

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(arguments, row, groupOf[row]);
    }

    public override void UpdateSingle(ColumnVector[] arguments, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(arguments, row, 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (RegressionState)other;
        for (var i = 0; i < groupOf.Length; i++)
            _sums[groupOf[i]].Merge(source._sums[first + i]);
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
        {
            ref var sums = ref _sums[firstGroup + i];
            if (aggregate == AggregateId.RegrCount)
                target.ValuesOf<long>()[i] = (long)sums.Count;
            else if (sums.Result(aggregate) is { } value)
                target.ValuesOf<double>()[i] = value;
            else
                target.Nulls.SetNull(i);
        }
    }

    private void Take(ColumnVector[] arguments, int row, int group)
    {
        if (arguments[0].IsNull(row) || arguments[1].IsNull(row))
            return;
        var y = arguments[0].ValuesOf<double>()[arguments[0].IndexOf(row)];
        var x = arguments[1].ValuesOf<double>()[arguments[1].IndexOf(row)];
        _sums[group].Add(y, x);
    }
}
