using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>percentile_disc: the first value at or behind the place.</summary>
internal sealed class DiscretePercentileState(SqlType type) : OrderedSetState
{
    private readonly GroupArray<long> _seen = new();
    private readonly GroupArray<int> _picked = new();
    private readonly StoredColumn _values = StoredColumn.Create(type);
    private int _count;

    public override bool IgnoresNulls => true;

    public override long MemoryBytes => _seen.MemoryBytes + _picked.MemoryBytes + _values.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _seen.Ensure(groupCount);
        _picked.Ensure(groupCount);
    }

    public override void Reset()
    {
        _seen.Clear();
        _picked.Clear();
        _values.Clear();
        _count = 0;
    }

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        Span<int> only = stackalloc int[1];
        for (var row = 0; row < batch.RowCount; row++)
        {
            var percentile = Percentile(arguments[1], row);
            if (double.IsNaN(percentile))
                continue;
            var group = groupOf[row];
            var wanted = Math.Max(1, (long)Math.Ceiling(percentile * Counts[group]));
            if (++_seen[group] != wanted)
                continue;
            only[0] = row;
            _values.Append(arguments[0], only);
            _picked[group] = ++_count;
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        Span<int> rows = stackalloc int[Batch.DefaultCapacity];
        for (var i = 0; i < count; i++)
            rows[i] = _picked[firstGroup + i] - 1;
        _values.Gather(rows[..count], target);
    }
}
