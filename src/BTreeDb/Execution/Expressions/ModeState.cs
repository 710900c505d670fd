using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>mode: the most frequent value, of several the first. Equal values follow each other.</summary>
internal sealed class ModeState(SqlType type) : OrderedSetState
{
    private readonly GroupArray<long> _best = new();
    private readonly GroupArray<int> _picked = new();
    private readonly StoredColumn _values = StoredColumn.Create(type);
    private readonly ValueComparer _comparer = ValueComparer.Create(type);
    private readonly ColumnVector _run = ColumnVector.Create(type, 1);
    private int _runGroup = -1;
    private long _runLength;
    private bool _isRunPicked;
    private int _count;

    public override bool IgnoresNulls => true;

    public override long MemoryBytes => _best.MemoryBytes + _picked.MemoryBytes + _values.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _best.Ensure(groupCount);
        _picked.Ensure(groupCount);
    }

    public override void Reset()
    {
        _best.Clear();
        _picked.Clear();
        _values.Clear();
        _count = 0;
        _runGroup = -1;
    }

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (groupOf[row] != _runGroup || !_comparer.AreEqual(arguments[0], row, _run, 0))
                StartRun(arguments[0], row, groupOf[row]);
            _runLength++;
            if (_runLength > _best[_runGroup])
                Pick();
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        Span<int> rows = stackalloc int[Batch.DefaultCapacity];
        for (var i = 0; i < count; i++)
            rows[i] = _picked[firstGroup + i] - 1;
        _values.Gather(rows[..count], target);
    }

    private void StartRun(ColumnVector values, int row, int group)
    {
        _run.Clear();
        _run.CopyRow(values, row, 0);
        (_runGroup, _runLength, _isRunPicked) = (group, 0, false);
    }

    private void Pick()
    {
        _best[_runGroup] = _runLength;
        if (_isRunPicked)
            return;
        _isRunPicked = true;
        ReadOnlySpan<int> only = [0];
        _values.Append(_run, only);
        _picked[_runGroup] = ++_count;
    }
}
