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
    public static AggregateState Create(AggregateId aggregate, SqlType argument, SqlType result) =>
        throw new NotSupportedException($"{aggregate} {argument} {result}");

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

    /// <summary>Takes the counted rows of a batch into group 0: the way without GROUP BY.</summary>
    public abstract void UpdateSingle(ColumnVector? argument, Batch batch);

    /// <summary>Adds group <c>g</c> of another state of the same aggregate to group <c>groupOf[g]</c> of this one.</summary>
    public abstract void Merge(AggregateState other, ReadOnlySpan<int> groupOf);

    /// <summary>Writes the results of groups from <paramref name="firstGroup"/> on to rows 0 to count - 1 of a vector.</summary>
    public abstract void Finish(int firstGroup, int count, ColumnVector target);
}
