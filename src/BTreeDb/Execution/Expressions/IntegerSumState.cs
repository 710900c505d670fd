using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// sum and avg of integers, exact in 128 bits. Dense batches of one group are added by SIMD.
/// </summary>
internal sealed class IntegerSumState<T>(IntegerSumKind kind) : AggregateState
    where T : struct, IBinaryInteger<T>
{
    private readonly GroupArray<Int128> _sums = new();
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
        var values = vector.Values;
        var sums = _sums.Values;
        var counts = _counts.Values;
        var mask = vector.IsConstant ? 0 : -1;
        var checkNulls = vector.Nulls.Any;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (checkNulls && vector.Nulls[row & mask])
                continue;
            var group = groupOf[row];
            sums[group] += long.CreateTruncating(values[row & mask]);
            counts[group]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var vector = (ColumnVector<T>)argument!;
        if (batch.Selection is null && !vector.Nulls.Any && !vector.IsConstant)
        {
            _sums[0] += IntegerSum.Of<T>(vector.Values.AsSpan(0, batch.RowCount));
            _counts[0] += batch.RowCount;
            return;
        }

        var mask = vector.IsConstant ? 0 : -1;
        var selection = batch.Selection;
        var count = batch.Count;
        Int128 sum = 0;
        long present = 0;
        for (var i = 0; i < count; i++)
        {
            var row = (selection is null ? i : selection[i]) & mask;
            if (vector.Nulls[row])
                continue;
            sum += long.CreateTruncating(vector.Values[row]);
            present++;
        }

        _sums[0] += sum;
        _counts[0] += present;
    }

    public override bool CanRemove => true;

    public override void RemoveSingle(ColumnVector[] arguments, Batch batch)
    {
        var (sum, count) = (_sums[0], _counts[0]);
        UpdateSingle(arguments, batch);
        _sums[0] = sum - (_sums[0] - sum);
        _counts[0] = count - (_counts[0] - count);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (IntegerSumState<T>)other;
        for (var group = 0; group < groupOf.Length; group++)
        {
            _sums[groupOf[group]] += source._sums[first + group];
            _counts[groupOf[group]] += source._counts[first + group];
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
        {
            if (_counts[firstGroup + i] == 0)
                target.SetDatum(i, Datum.Null);
            else
                Store(_sums[firstGroup + i], _counts[firstGroup + i], target, i);
        }
    }

    private void Store(Int128 sum, long count, ColumnVector target, int row)
    {
        if (kind == IntegerSumKind.BigIntSum)
        {
            if (sum < long.MinValue || sum > long.MaxValue)
                TypeErrors.ThrowOutOfRange("bigint");
            ((ColumnVector<long>)target).Values[row] = (long)sum;
            return;
        }

        var numeric = Numeric.FromParts(sum, 0);
        ((ColumnVector<Numeric>)target).Values[row] = kind == IntegerSumKind.NumericSum
            ? numeric
            : NumericArithmetic.Divide(numeric, Numeric.FromInt64(count));
    }
}
