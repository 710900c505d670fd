using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>bool_and and bool_or over the values that are not NULL.</summary>
internal sealed class BooleanState(bool isAnd) : AggregateState
{
    private const byte SeenFalse = 1;
    private const byte SeenTrue = 2;

    private readonly GroupArray<byte> _seen = new();

    public override long MemoryBytes => _seen.MemoryBytes;

    public override void EnsureGroups(int groupCount) => _seen.Ensure(groupCount);

    public override void Reset() => _seen.Clear();

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            Add((ColumnVector<byte>)argument!, row, groupOf[row]);
        }
    }

    public override void UpdateSingle(ColumnVector? argument, Batch batch)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Add((ColumnVector<byte>)argument!, selection is null ? i : selection[i], 0);
    }

    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf)
    {
        for (var group = 0; group < groupOf.Length; group++)
            _seen[groupOf[group]] |= ((BooleanState)other)._seen[first + group];
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
        {
            var seen = _seen[firstGroup + i];
            if (seen == 0)
                target.SetDatum(i, Datum.Null);
            else
                ((ColumnVector<byte>)target).Values[i] = (byte)((isAnd ? (seen & SeenFalse) == 0 : (seen & SeenTrue) != 0) ? 1 : 0);
        }
    }

    private void Add(ColumnVector<byte> vector, int row, int group)
    {
        var index = vector.IndexOf(row);
        if (!vector.Nulls[index])
            _seen[group] |= vector.Values[index] != 0 ? SeenTrue : SeenFalse;
    }
}
