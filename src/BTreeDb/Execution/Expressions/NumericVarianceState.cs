using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Variances and standard deviations of exact numbers: from the exact sums of values and of squares, with the scale that
/// PostgreSQL gives the result.
/// </summary>
internal sealed class NumericVarianceState(AggregateId aggregate) : AggregateState
{
    private readonly GroupArray<Numeric> _sums = new();
    private readonly GroupArray<Numeric> _squares = new();
    private readonly GroupArray<long> _counts = new();

    public override long MemoryBytes => _sums.MemoryBytes + _squares.MemoryBytes + _counts.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _sums.Ensure(groupCount);
        _squares.Ensure(groupCount);
        _counts.Ensure(groupCount);
    }

    public override void Reset()
    {
        _sums.Clear();
        _squares.Clear();
        _counts.Clear();
    }

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        foreach (var row in Operators.RowList.Of(batch))
            Take(argument!, row, groupOf[row]);
    }

    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        foreach (var row in Operators.RowList.Of(batch))
            Take(argument!, row, 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (NumericVarianceState)other;
        for (var i = 0; i < groupOf.Length; i++)
        {
            var group = groupOf[i];
            _sums[group] += source._sums[first + i];
            _squares[group] += source._squares[first + i];
            _counts[group] += source._counts[first + i];
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<Numeric>();
        var isSample = aggregate is AggregateId.VarSamp or AggregateId.StddevSamp;
        for (var i = 0; i < count; i++)
        {
            var group = firstGroup + i;
            if (_counts[group] < (isSample ? 2 : 1))
                target.Nulls.SetNull(i);
            else
                values[i] = Result(_counts[group], _sums[group], _squares[group], isSample);
        }
    }

    private Numeric Result(long count, Numeric sum, Numeric squares, bool isSample)
    {
        if (!sum.IsFinite || !squares.IsFinite)
            return Numeric.NaN;
        var n = Numeric.FromInt64(count);
        var spread = n * squares - sum * sum;
        if (spread.Sign <= 0)
            return Numeric.Zero;
        var divisor = n * (isSample ? n - Numeric.One : n);
        var scale = NumericArithmetic.QuotientScale(spread, divisor);
        var variance = NumericArithmetic.Divide(spread, divisor, scale);
        return aggregate is AggregateId.StddevPop or AggregateId.StddevSamp
            ? NumericFunctions.Sqrt(variance, scale)
            : variance;
    }

    private void Take(ColumnVector argument, int row, int group)
    {
        if (argument.IsNull(row))
            return;
        var index = argument.IndexOf(row);
        var value = argument switch
        {
            ColumnVector<Numeric> v => v.Values[index],
            ColumnVector<int> v => Numeric.FromInt64(v.Values[index]),
            ColumnVector<long> v => Numeric.FromInt64(v.Values[index]),
            _ => Numeric.FromInt64(argument.ValuesOf<short>()[index]),
        };
        _sums[group] += value;
        _squares[group] += value * value;
        _counts[group]++;
    }
}
