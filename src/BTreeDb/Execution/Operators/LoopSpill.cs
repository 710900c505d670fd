using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Both sides of a join without keys on disk, where partitions would all meet all: the right side is read once for each batch
/// of the left one, part by part. The left side goes there, too, so that nobody else reads what is left of it.
/// </summary>
internal sealed class LoopSpill(SqlType[] leftTypes, SqlType[] rightTypes) : IDisposable
{
    private SpilledRows? _left;
    private SpilledRows? _right;

    /// <summary>Whether the sides are on disk.</summary>
    public bool IsActive => _right is not null;

    /// <summary>How many rows the right side has.</summary>
    public int RightCount { get; private set; }

    /// <summary>The left side, from its beginning.</summary>
    public IBatchSource Left => _left!;

    /// <summary>Starts to write.</summary>
    public void Start(ISpillStorage storage)
    {
        _left = new SpilledRows(storage, leftTypes);
        _right = new SpilledRows(storage, rightTypes);
        RightCount = 0;
    }

    /// <summary>Appends rows of the right side.</summary>
    public void AppendRight(Batch batch)
    {
        _right!.Append(batch.Columns, RowList.Of(batch));
        RightCount = checked(RightCount + batch.Count);
    }

    /// <summary>Appends rows of the left side.</summary>
    public void AppendLeft(Batch batch) => _left!.Append(batch.Columns, RowList.Of(batch));

    /// <summary>Ends writing.</summary>
    public void Finish() => _left!.Rewind();

    /// <summary>Goes back to the first part of the right side.</summary>
    public void RewindRight() => _right!.Rewind();

    /// <summary>Puts the next part of the right side in the place of the one before; false behind the last.</summary>
    public bool TryReadPart(JoinBuildSide build, StatementContext context)
    {
        if (_right!.Next() is not { } part)
            return false;
        var first = build.FirstRow + build.Rows.Count;
        build.Clear();
        build.FirstRow = first;
        build.Add(part, context);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left?.Dispose();
        _right?.Dispose();
        (_left, _right) = (null, null);
    }
}
