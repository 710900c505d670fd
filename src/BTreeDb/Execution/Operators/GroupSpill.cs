using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Rows whose key is not in a full hash table, in partitions on disk; each partition is later worked on like the input,
/// with a table of its own.
/// </summary>
internal sealed class GroupSpill(SqlType[] types) : IDisposable
{
    private readonly Stack<(SpilledRows Rows, int Level)> _tasks = new();
    private SpilledPartitions? _partitions;
    private Batch? _known;
    private int[] _knownRows = new int[Batch.DefaultCapacity];
    private int[] _unknownRows = new int[Batch.DefaultCapacity];
    private int _level;

    /// <summary>Whether the table takes no new keys.</summary>
    public bool IsActive => _partitions is not null;

    /// <summary>Whether a table of this size must not grow.</summary>
    public bool IsNeeded(StatementContext context, long bytes) =>
        _level == 0
            ? context.MustSpill(bytes)
            : _level < SpilledPartitions.LevelMax && bytes > context.WorkMemoryBytes;

    /// <summary>From now on new keys go to disk.</summary>
    public void Start(ISpillStorage storage) => _partitions = new SpilledPartitions(storage, types, _level);

    /// <summary>Sends the rows with number -1 to disk and returns the others.</summary>
    public Batch SeparateUnknown(Batch batch, int[] numberOf, ulong[] hashes)
    {
        if (_knownRows.Length < batch.RowCount)
        {
            _knownRows = new int[batch.RowCount];
            _unknownRows = new int[batch.RowCount];
        }
        int known = 0, unknown = 0;
        foreach (var row in RowList.Of(batch))
        {
            if (numberOf[row] >= 0)
                _knownRows[known++] = row;
            else
                _unknownRows[unknown++] = row;
        }
        _partitions!.Append(batch.Columns, _unknownRows.AsSpan(0, unknown), hashes);
        if (_known is null || !ReferenceEquals(_known.Columns, batch.Columns))
            _known = new Batch(batch.Columns);
        _known.RowCount = batch.RowCount;
        _known.Select(_knownRows, known);
        return _known;
    }

    /// <summary>Ends an input: its partitions wait to be taken.</summary>
    public void Finish()
    {
        if (_partitions is null)
            return;
        for (var i = 0; i < _partitions.Count; i++)
        {
            if (_partitions.Take(i) is { } rows)
                _tasks.Push((rows, _level + 1));
        }
        _partitions.Dispose();
        _partitions = null;
    }

    /// <summary>Takes the next partition; the caller disposes it.</summary>
    public bool TryTake(out SpilledRows? rows)
    {
        rows = null;
        if (!_tasks.TryPop(out var task))
            return false;
        (rows, _level) = task;
        return true;
    }

    /// <summary>Takes all partitions out, to be worked on as if they had never been put here; the caller disposes them.</summary>
    public void TakeAll(Queue<SpilledRows> target)
    {
        while (_tasks.TryPop(out var task))
            target.Enqueue(task.Rows);
        _level = 0;
    }

    /// <summary>Deletes everything.</summary>
    public void Dispose()
    {
        _partitions?.Dispose();
        _partitions = null;
        while (_tasks.TryPop(out var task))
            task.Rows.Dispose();
        _level = 0;
    }
}
