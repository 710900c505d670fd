using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>
/// An aggregate over the frame. A frame that only grows takes each row in once; a sliding one takes rows out again where
/// the aggregate can do that; other frames are computed anew when short, and from a segment tree when long.
/// </summary>
internal sealed class FrameAggregateColumn : WindowColumn
{
    private const int ShortFrameMax = 64;
    private readonly WindowFrame _frame;
    private readonly WindowAggregate _input;
    private readonly AggregateState _state;
    private readonly SegmentTree _tree;
    private readonly ColumnVector _single;
    private int _start;
    private int _end;
    private int _partition;

    /// <summary>An aggregate whose states are made by <paramref name="create"/>.</summary>
    public FrameAggregateColumn(WindowFrame frame, WindowAggregate input, Func<AggregateState> create, SqlType type)
        : base(type)
    {
        (_frame, _input, _state) = (frame, input, create());
        _tree = new SegmentTree(create);
        _single = ColumnVector.Create(type, 1);
    }

    /// <inheritdoc/>
    public override void Rewind()
    {
        _tree.Clear();
        _partition = -1;
    }

    /// <inheritdoc/>
    protected override void Fill(WindowBlock block, StatementContext context)
    {
        for (var i = 0; i < block.Count; i++)
        {
            if ((i & 63) == 0)
                context.CheckCancellation();
            var isChanged = _frame.IsRunning || _state.CanRemove && _frame.Exclusion == default
                ? Slide(block, i)
                : Recompute(block, i);
            if (isChanged)
            {
                _single.Clear();
                _state.Finish(0, 1, _single);
            }

            Result.CopyRow(_single, 0, i);
        }
    }

    /// <summary>Moves both ends of what the state holds; false when they stay.</summary>
    private bool Slide(WindowBlock block, int place)
    {
        var (start, end) = (block.FrameStart[place], block.FrameEnd[place]);
        var isNew = _partition != block.PartitionStart[place];
        if (isNew)
        {
            _partition = block.PartitionStart[place];
            Restart(start);
        }
        else if (start >= _end && start != _start)
        {
            Restart(start);
            isNew = true;
        }

        if (start > _start)
            _input.Remove(_state, block.Rows, _start, start);
        if (end > _end)
            _input.Add(_state, block.Rows, _end, end);
        var isChanged = isNew || start != _start || end > _end;
        (_start, _end) = (start, Math.Max(_end, end));
        return isChanged;
    }

    private void Restart(int start)
    {
        _state.Reset();
        _state.EnsureGroups(1);
        (_start, _end) = (start, start);
    }

    private bool Recompute(WindowBlock block, int place)
    {
        var pieces = new FramePieces(block, place, _frame.Exclusion);
        var (start, end) = (block.FrameStart[place], block.FrameEnd[place]);
        if (_frame.Exclusion == default && _partition == block.PartitionStart[place] && start == _start && end == _end)
            return false;
        Restart(start);
        (_partition, _end) = (block.PartitionStart[place], end);
        for (var piece = 0; piece < 3; piece++)
            AddPiece(block.Rows, pieces[piece].Start, pieces[piece].End);
        return true;
    }

    private void AddPiece(RowBlocks rows, int start, int end)
    {
        if (end - start <= ShortFrameMax || _state.IsCollecting)
        {
            _input.Add(_state, rows, start, end);
            return;
        }

        if (_tree.IsEmpty)
            _tree.Build(_input, rows);
        _tree.Add(_state, _input, rows, start, end);
    }
}
