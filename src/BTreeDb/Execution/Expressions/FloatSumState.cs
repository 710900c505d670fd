using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// sum and avg of floats, added one after the other in the order of the rows: several lanes would round differently from
/// PostgreSQL.
/// </summary>
internal sealed class FloatSumState<T>(FloatSumKind kind) : AggregateState
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly GroupArray<double> _sums = new();
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
        var vector = (ColumnVector<T>)argument!;
        var mask = vector.IsConstant ? 0 : -1;
        var sums = _sums.Values;
        var counts = _counts.Values;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (vector.Nulls[row & mask])
                continue;
            var group = groupOf[row];
            Add(ref sums[group], double.CreateTruncating(vector.Values[row & mask]));
            counts[group]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        var mask = vector.IsConstant ? 0 : -1;
        var selection = batch.Selection;
        var count = batch.Count;
        var sum = _sums[0];
        long present = 0;
        for (var i = 0; i < count; i++)
        {
            var row = (selection is null ? i : selection[i]) & mask;
            if (vector.Nulls[row])
                continue;
            Add(ref sum, double.CreateTruncating(vector.Values[row]));
            present++;
        }

        _sums[0] = sum;
        _counts[0] += present;
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (FloatSumState<T>)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            Add(ref _sums[groupOf[group]], source._sums[first + group]);
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
            else if (kind == FloatSumKind.SingleSum)
                ((ColumnVector<float>)target).Values[i] = NumericCasts.ToSingle(_sums[group]);
            else
                ((ColumnVector<double>)target).Values[i] = kind == FloatSumKind.Average ? _sums[group] / _counts[group] : _sums[group];
        }
    }

    private static void Add(ref double sum, double value)
    {
        var next = sum + value;
        if (double.IsInfinity(next) && !double.IsInfinity(sum) && !double.IsInfinity(value))
            TypeErrors.ThrowFloatOverflow();
        sum = next;
    }
}
