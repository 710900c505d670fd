using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Sorted runs on disk and their merge. A run's rows carry their normalized key as a last column, so merging compares
/// bytes only. Many runs are merged into one before there are too many open files.
/// </summary>
internal sealed class SortRuns(SqlType[] types)
{
    private const int RunsMax = 64;
    private readonly SqlType[] _withKey = [.. types, SqlType.Bytea];
    private readonly List<SortRun> _runs = [];
    private ColumnVector[]? _target;
    private int[] _places = [];

    /// <summary>The number of runs.</summary>
    public int Count => _runs.Count;

    /// <summary>Writes rows in order as a run.</summary>
    public void Write(RowStore rows, SortKeys keys, StatementContext context)
    {
        Prepare();
        var run = new SpilledRows(context.SpillStorage, _withKey);
        _runs.Add(new SortRun(run) { Number = _runs.Count });
        var entries = keys.Entries;
        Span<int> stored = stackalloc int[Batch.DefaultCapacity];
        for (var first = 0; first < entries.Length; first += stored.Length)
        {
            var count = Math.Min(stored.Length, entries.Length - first);
            _target![^1].Clear();
            for (var i = 0; i < count; i++)
            {
                stored[i] = entries[first + i].Row;
                ((ColumnVector<TextView>)_target[^1]).Values[i] = _target[^1].Arena.Add(keys.KeyOf(stored[i]));
            }
            rows.Gather(stored[..count], _target);
            run.Append(_target, _places.AsSpan(0, count));
        }
        if (_runs.Count >= RunsMax)
            MergeAll(context);
    }

    /// <summary>Takes the runs of another part of the rows over.</summary>
    public void TakeFrom(SortRuns other)
    {
        foreach (var run in other._runs)
        {
            run.Number = _runs.Count;
            _runs.Add(run);
        }

        other._runs.Clear();
    }

    /// <summary>Ends writing and starts reading the merged rows.</summary>
    public void StartReading()
    {
        foreach (var run in _runs)
            run.Start();
        _runs.RemoveAll(static run => run.IsAtEnd);
        for (var i = _runs.Count / 2 - 1; i >= 0; i--)
            SiftDown(i);
    }

    /// <summary>Fills cleared vectors with the next merged rows; returns how many there are.</summary>
    public int Read(ColumnVector[] targets)
    {
        var count = 0;
        for (; count < Batch.DefaultCapacity && _runs.Count > 0; count++)
        {
            var run = _runs[0];
            for (var i = 0; i < targets.Length; i++)
                targets[i].CopyRow(run.Columns[i], run.Row, count);
            Advance();
        }
        return count;
    }

    /// <summary>Gives the runs' files back; new ones may be written.</summary>
    public void Clear()
    {
        foreach (var run in _runs)
            run.Dispose();
        _runs.Clear();
    }

    private void Prepare()
    {
        if (_target is not null)
            return;
        _target = new ColumnVector[_withKey.Length];
        for (var i = 0; i < _target.Length; i++)
            _target[i] = ColumnVector.Create(_withKey[i]);
        _places = new int[Batch.DefaultCapacity];
        for (var i = 0; i < _places.Length; i++)
            _places[i] = i;
    }

    private void MergeAll(StatementContext context)
    {
        var merged = new SpilledRows(context.SpillStorage, _withKey);
        StartReading();
        while (true)
        {
            context.CheckCancellation();
            foreach (var column in _target!)
                column.Clear();
            var count = Read(_target);
            if (count == 0)
                break;
            merged.Append(_target, _places.AsSpan(0, count));
        }
        _runs.Add(new SortRun(merged) { Number = 0 });
    }

    private void Advance()
    {
        if (!_runs[0].TryAdvance())
        {
            _runs[0].Dispose();
            _runs[0] = _runs[^1];
            _runs.RemoveAt(_runs.Count - 1);
        }
        if (_runs.Count > 1)
            SiftDown(0);
    }

    private void SiftDown(int place)
    {
        while (true)
        {
            var child = 2 * place + 1;
            if (child >= _runs.Count)
                return;
            if (child + 1 < _runs.Count && _runs[child + 1].CompareTo(_runs[child]) < 0)
                child++;
            if (_runs[place].CompareTo(_runs[child]) <= 0)
                return;
            (_runs[place], _runs[child]) = (_runs[child], _runs[place]);
            place = child;
        }
    }
}
