using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary><c>count(*)</c> and <c>count(x)</c>, which leaves NULL out.</summary>
internal sealed class CountState : AggregateState
{
    private readonly GroupArray<long> _counts = new();

    public override long MemoryBytes => _counts.MemoryBytes;

    public override void EnsureGroups(int groupCount) => _counts.Ensure(groupCount);

    public override void Reset() => _counts.Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var counts = _counts.Values;
        var selection = batch.Selection;
        var count = batch.Count;
        var checkNulls = argument is not null && argument.Nulls.Any;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!checkNulls || !argument!.IsNull(row))
                counts[groupOf[row]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        if (argument is null || !argument.Nulls.Any)
        {
            _counts[0] += batch.Count;
            return;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        var present = 0;
        for (var i = 0; i < count; i++)
        {
            if (!argument.IsNull(selection is null ? i : selection[i]))
                present++;
        }

        _counts[0] += present;
    }

    public override bool CanRemove => true;

    public override void RemoveSingle(ColumnVector[] arguments, Batch batch)
    {
        var before = _counts[0];
        UpdateSingle(arguments, batch);
        _counts[0] = before - (_counts[0] - before);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        var source = (CountState)other;
        for (var group = 0; group < groupOf.Length; group++)
            _counts[groupOf[group]] += source._counts[first + group];
    }

    public override void Finish(int firstGroup, int count, ColumnVector target) =>
        _counts.Values.Slice(firstGroup, count).CopyTo(((ColumnVector<long>)target).Values);
}
