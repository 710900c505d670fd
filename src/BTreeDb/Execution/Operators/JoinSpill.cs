using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Both sides of a join in partitions on disk (Grace hash join): a partition of one side only meets its like of the
/// other. A partition that is still too large is partitioned again, by other bits of the hash.
/// </summary>
internal sealed class JoinSpill(SqlType[] leftTypes, SqlType[] rightTypes) : IDisposable
{
    private readonly Stack<(SpilledRows? Left, SpilledRows? Right, int Level)> _tasks = new();
    private SpilledPartitions? _left;
    private SpilledPartitions? _right;

    /// <summary>Whether the sides of the current step go to disk.</summary>
    public bool IsActive => _right is not null;

    /// <summary>The depth of the current step.</summary>
    public int Level { get; private set; }

    /// <summary>Starts to partition the current step.</summary>
    public void Start(ISpillStorage storage)
    {
        _left = new SpilledPartitions(storage, leftTypes, Level);
        _right = new SpilledPartitions(storage, rightTypes, Level);
    }

    /// <summary>Appends rows of the build side.</summary>
    public void AppendRight(Batch batch, ulong[] hashes) => _right!.Append(batch.Columns, RowList.Of(batch), hashes);

    /// <summary>Appends rows of the probe side.</summary>
    public void AppendLeft(Batch batch, ulong[] hashes) => _left!.Append(batch.Columns, RowList.Of(batch), hashes);

    /// <summary>Ends the current step: its partitions become steps of their own.</summary>
    public void Finish()
    {
        for (var i = 0; i < _right!.Count; i++)
        {
            var (left, right) = (_left!.Take(i), _right.Take(i));
            if (left is not null || right is not null)
                _tasks.Push((left, right, Level + 1));
        }
        _left!.Dispose();
        _right.Dispose();
        _left = _right = null;
    }

    /// <summary>Takes the next step; false when all is done. The caller disposes the rows.</summary>
    public bool TryTake(out SpilledRows? left, out SpilledRows? right)
    {
        (left, right) = (null, null);
        if (_tasks.Count == 0)
            return false;
        (left, right, Level) = _tasks.Pop();
        return true;
    }

    /// <summary>Deletes everything.</summary>
    public void Dispose()
    {
        _left?.Dispose();
        _right?.Dispose();
        _left = _right = null;
        while (_tasks.TryPop(out var task))
        {
            task.Left?.Dispose();
            task.Right?.Dispose();
        }
        Level = 0;
    }
}
