using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>sum and avg of numeric, exact.</summary>
internal sealed class NumericSumState(bool isAverage) : AggregateState
{
    private readonly GroupArray<NumericTotal> _totals = new();

    public override long MemoryBytes => _totals.MemoryBytes;

    public override void EnsureGroups(int groupCount) => _totals.Ensure(groupCount);

    public override void Reset() => _totals.Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var vector = (ColumnVector<Numeric>)argument!;
        var totals = _totals.Values;
        var selection = batch.Selection;
        var count = batch.Count;
        var anyNull = vector.Nulls.Any;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var index = vector.IndexOf(row);
            if (anyNull && vector.Nulls[index])
                continue;
            totals[groupOf[row]].Add(vector.Values[index]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<Numeric>)argument!;
        ref var total = ref _totals[0];
        var selection = batch.Selection;
        var count = batch.Count;
        var anyNull = vector.Nulls.Any;
        for (var i = 0; i < count; i++)
        {
            var index = vector.IndexOf(selection is null ? i : selection[i]);
            if (!anyNull || !vector.Nulls[index])
                total.Add(vector.Values[index]);
        }
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (NumericSumState)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            if (source._totals[first + group].Count > 0)
                _totals[groupOf[group]].Add(source._totals[first + group]);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = ((ColumnVector<Numeric>)target).Values;
        for (var i = 0; i < count; i++)
        {
            ref var total = ref _totals[firstGroup + i];
            if (total.Count == 0)
                target.SetDatum(i, Datum.Null);
            else
                values[i] = isAverage ? NumericArithmetic.Divide(total.Value, Numeric.FromInt64(total.Count)) : total.Value;
        }
    }
}
