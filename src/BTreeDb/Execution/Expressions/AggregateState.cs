using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// The states of one aggregate for many groups, as flat arrays indexed by group number. The operator above numbers the
/// groups, keeps DISTINCT and FILTER away, and merges the states of several threads or runs.
/// </summary>
internal abstract class AggregateState
{
    /// <summary>Makes the state of an aggregate.</summary>
    /// <param name="aggregate">Which.</param>
    /// <param name="argument">The argument's type; anything for <c>count(*)</c>.</param>
    /// <param name="result">The result's type as binding gave it.</param>
    public static AggregateState Create(AggregateId aggregate, SqlType argument, SqlType result) => aggregate switch
    {
        AggregateId.CountStar or AggregateId.Count => new CountState(),
        AggregateId.Sum => CreateSum(argument, result),
        AggregateId.Avg => CreateAverage(argument),
        AggregateId.Min => ExtremeState.Create(argument, isMax: false),
        AggregateId.Max => ExtremeState.Create(argument, isMax: true),
        AggregateId.AnyValue => ExtremeState.CreateFirst(argument),
        AggregateId.BoolAnd => new BooleanState(isAnd: true),
        AggregateId.BoolOr => new BooleanState(isAnd: false),
        AggregateId.BitAnd or AggregateId.BitOr or AggregateId.BitXor => CreateBits(aggregate, argument),
        AggregateId.StringAgg => new StringAggregateState(),
        AggregateId.ArrayAgg => new ArrayAggregateState(argument),
        AggregateId.JsonAgg or AggregateId.JsonObjectAgg => JsonAggregateState.Of(aggregate, argument, result),
        AggregateId.VarPop or AggregateId.VarSamp or AggregateId.StddevPop or AggregateId.StddevSamp =>
            result.Id == TypeId.Double ? new FloatVarianceState(aggregate) : new NumericVarianceState(aggregate),
        >= AggregateId.Corr and <= AggregateId.RegrIntercept => new RegressionState(aggregate),
        _ => throw ExpressionErrors.NoAggregate(aggregate, argument),
    };

    /// <summary>Bytes that the state holds, about.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Makes groups 0 to <paramref name="groupCount"/> - 1 exist; new ones are empty.</summary>
    public abstract void EnsureGroups(int groupCount);

    /// <summary>Forgets all groups and keeps the memory.</summary>
    public abstract void Reset();

    /// <summary>Takes the counted rows of a batch in.</summary>
    /// <param name="argument">The argument's vector; null for <c>count(*)</c>.</param>
    /// <param name="groupOf">The group of each row, indexed by row (not by place in the selection).</param>
    /// <param name="batch">Says which rows count.</param>
    public abstract void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch);

    /// <summary>Whether rows can be taken out of a state again, so that a sliding frame needs no second look at the rest.</summary>
    public virtual bool CanRemove => false;

    /// <summary>Whether a state holds all that it was given, so that merging costs as much as adding the rows.</summary>
    public virtual bool IsCollecting => false;

    /// <summary>Takes the counted rows of a batch out of group 0, if <see cref="CanRemove"/>.</summary>
    public virtual void RemoveSingle(ColumnVector[] arguments, Batch batch) => throw new NotSupportedException();

    /// <summary>As the other, for aggregates of several arguments.</summary>
    public virtual void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch) =>
        Update(arguments.Length == 0 ? null : arguments[0], groupOf, batch);

    /// <summary>As the other, for aggregates of several arguments.</summary>
    public virtual void UpdateSingle(ColumnVector[] arguments, Batch batch) =>
        UpdateSingle(arguments.Length == 0 ? null : arguments[0], batch);

    /// <summary>Takes the counted rows of a batch into group 0: the way without GROUP BY.</summary>
    public abstract void UpdateSingle(ColumnVector? argument, Batch batch);

    /// <summary>Adds group <c>g</c> of another state of the same aggregate to group <c>groupOf[g]</c> of this one.</summary>
    public void Merge(AggregateState other, ReadOnlySpan<int> groupOf) => Merge(other, 0, groupOf);

    /// <summary>Adds group <c>first + i</c> of another state of the same aggregate to group <c>groupOf[i]</c> of this one.</summary>
    public abstract void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf);

    /// <summary>
    /// Writes the results of groups from <paramref name="firstGroup"/> on to rows 0 to count - 1 of a vector that has been
    /// cleared. Views on text point into the state, which must live as long as they.
    /// </summary>
    public abstract void Finish(int firstGroup, int count, ColumnVector target);

    private static AggregateState CreateBits(AggregateId aggregate, SqlType argument) => argument.Id switch
    {
        TypeId.SmallInt => new BitState<short>(aggregate),
        TypeId.Integer => new BitState<int>(aggregate),
        _ => new BitState<long>(aggregate),
    };

    private static AggregateState CreateSum(SqlType argument, SqlType result) => argument.Id switch
    {
        TypeId.SmallInt => new IntegerSumState<short>(IntegerSumKind.BigIntSum),
        TypeId.Integer => new IntegerSumState<int>(IntegerSumKind.BigIntSum),
        TypeId.BigInt => new IntegerSumState<long>(result.Id == TypeId.BigInt ? IntegerSumKind.BigIntSum : IntegerSumKind.NumericSum),
        TypeId.Real => new FloatSumState<float>(result.Id == TypeId.Real ? FloatSumKind.SingleSum : FloatSumKind.DoubleSum),
        TypeId.Double => new FloatSumState<double>(FloatSumKind.DoubleSum),
        TypeId.Numeric => new NumericSumState(isAverage: false),
        TypeId.Interval => new IntervalSumState(isAverage: false),
        _ => throw ExpressionErrors.NoAggregate(AggregateId.Sum, argument),
    };

    private static AggregateState CreateAverage(SqlType argument) => argument.Id switch
    {
        TypeId.SmallInt => new IntegerSumState<short>(IntegerSumKind.Average),
        TypeId.Integer => new IntegerSumState<int>(IntegerSumKind.Average),
        TypeId.BigInt => new IntegerSumState<long>(IntegerSumKind.Average),
        TypeId.Real => new FloatSumState<float>(FloatSumKind.Average),
        TypeId.Double => new FloatSumState<double>(FloatSumKind.Average),
        TypeId.Numeric => new NumericSumState(isAverage: true),
        TypeId.Interval => new IntervalSumState(isAverage: true),
        _ => throw ExpressionErrors.NoAggregate(AggregateId.Avg, argument),
    };
}
