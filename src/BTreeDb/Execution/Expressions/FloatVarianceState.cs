using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Variances and standard deviations of floats by the algorithm of Youngs and Cramer, as PostgreSQL has them.</summary>
internal sealed class FloatVarianceState(AggregateId aggregate) : AggregateState
{
    private readonly GroupArray<Moments> _moments = new();

    public override long MemoryBytes => _moments.MemoryBytes;

    public override void EnsureGroups(int groupCount) => _moments.Ensure(groupCount);

    public override void Reset() => _moments.Clear();

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(argument!, row, groupOf[row]);
    }

    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(argument!, row, 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (FloatVarianceState)other;
        for (var i = 0; i < groupOf.Length; i++)
            _moments[groupOf[i]].Merge(source._moments[first + i]);
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<double>();
        var isSample = aggregate is AggregateId.VarSamp or AggregateId.StddevSamp;
        for (var i = 0; i < count; i++)
        {
            ref var moments = ref _moments[firstGroup + i];
            if (moments.Count < (isSample ? 2 : 1))
            {
                target.Nulls.SetNull(i);
                continue;
            }

            var variance = moments.Squares / (isSample ? moments.Count - 1 : moments.Count);
            values[i] = aggregate is AggregateId.StddevPop or AggregateId.StddevSamp ? Math.Sqrt(variance) : variance;
        }
    }

    private void Take(ColumnVector argument, int row, int group)
    {
        if (argument.IsNull(row))
            return;
        var index = argument.IndexOf(row);
        _moments[group].Add(argument is ColumnVector<float> single ? single.Values[index] : argument.ValuesOf<double>()[index]);
    }

    /// <summary>Count, sum, and sum of the squared distances from the mean.</summary>
    private struct Moments
    {
        public double Count;
        public double Sum;
        public double Squares;

        public void Add(double value)
        {
            var before = Count++;
            var sum = Sum + value;
            if (before > 0)
            {
                var distance = value * Count - sum;
                Squares += distance * distance / (Count * before);
                if (double.IsInfinity(sum) || double.IsInfinity(Squares))
                {
                    if (!double.IsInfinity(Sum) && !double.IsInfinity(value))
                        TypeErrors.ThrowFloatOverflow();
                    Squares = double.NaN;
                }
            }
            else if (!double.IsFinite(value))
            {
                Squares = double.NaN;
            }

            Sum = sum;
        }

        public void Merge(in Moments other)
        {
            if (other.Count == 0)
                return;
            if (Count == 0)
            {
                this = other;
                return;
            }

            var count = Count + other.Count;
            var distance = Sum / Count - other.Sum / other.Count;
            Squares += other.Squares + Count * other.Count * distance * distance / count;
            Sum += other.Sum;
            Count = count;
        }
    }
}
