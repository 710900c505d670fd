using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// The state of an ordered-set aggregate: rows come sorted by group and order, as the columns of the order and then the
/// direct arguments, and it is known beforehand how many each group has.
/// </summary>
internal abstract class OrderedSetState : AggregateState
{
    /// <summary>The number of rows of each group.</summary>
    public GroupCounts Counts { get; set; } = null!;

    /// <summary>Whether rows with a NULL in the order are left out.</summary>
    public abstract bool IgnoresNulls { get; }

    /// <summary>Makes the state of an aggregate over columns ordered so.</summary>
    public static OrderedSetState Create(BoundAggregate aggregate, KeyColumn[] order) => aggregate.Aggregate switch
    {
        AggregateId.PercentileCont when aggregate.Type.Id == TypeId.Double => new ContinuousPercentileState(),
        AggregateId.PercentileCont => new PlannedPercentileState(isContinuous: true, aggregate.Type),
        AggregateId.PercentileDisc when aggregate.DirectArguments[0].Type.Id == TypeId.Array =>
            new PlannedPercentileState(isContinuous: false, aggregate.Type),
        AggregateId.PercentileDisc => new DiscretePercentileState(aggregate.Type),
        AggregateId.Mode => new ModeState(aggregate.Type),
        AggregateId.HypotheticalRank or AggregateId.HypotheticalDenseRank or AggregateId.HypotheticalPercentRank
            or AggregateId.HypotheticalCumeDist => new HypotheticalState(aggregate.Aggregate, order),
        _ => throw ExpressionErrors.NoAggregate(aggregate.Aggregate, aggregate.Type),
    };

    public sealed override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch) =>
        throw new NotSupportedException();

    public sealed override void UpdateSingle(ColumnVector? argument, Batch batch) => throw new NotSupportedException();

    public sealed override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf) =>
        throw new NotSupportedException();

    /// <summary>A percentile from 0 to 1; NaN for NULL.</summary>
    protected static double Percentile(ColumnVector vector, int row)
    {
        if (vector.IsNull(row))
            return double.NaN;
        var value = vector.ValuesOf<double>()[vector.IndexOf(row)];
        return value is >= 0 and <= 1 ? value : throw ExpressionErrors.PercentileOutOfRange(value);
    }
}
