using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>
/// One end of a window's frame. Ends of RANGE with an offset move over the rows as the current row does, since both are in
/// the order of the key.
/// </summary>
internal sealed class FrameEnd
{
    private readonly FrameUnit _unit;
    private readonly FrameBoundKind _kind;
    private readonly bool _isStart;
    private readonly ConstantValue? _offset;
    private readonly FrameKey? _key;
    private readonly int _limitPlace;
    private long _distance;
    private int _position;

    /// <summary>An end of a frame.</summary>
    /// <param name="unit">What offsets count.</param>
    /// <param name="kind">Where it is.</param>
    /// <param name="isStart">Whether it is the start.</param>
    /// <param name="offset">The offset, or null.</param>
    /// <param name="key">Of RANGE with an offset: the key; else null.</param>
    /// <param name="limitPlace">Of RANGE with an offset: the column with the value that the key is compared with.</param>
    public FrameEnd(
        FrameUnit unit, FrameBoundKind kind, bool isStart, ConstantValue? offset, FrameKey? key, int limitPlace)
    {
        (_unit, _kind, _isStart, _offset) = (unit, kind, isStart, offset);
        (_key, _limitPlace) = (key, limitPlace);
    }

    /// <summary>Evaluates the offset, at the first row.</summary>
    public void Start(StatementContext context)
    {
        if (_offset is null)
            return;
        var value = _offset.Evaluate(context);
        if (value.IsNull)
            throw WindowExecutionErrors.OffsetIsNull(_isStart);
        if (_unit == FrameUnit.Range)
        {
            if (FrameKey.IsNegative(value, _offset.Type))
                throw WindowExecutionErrors.InvalidSize();
            return;
        }

        _distance = value.AsInt64();
        if (_distance < 0)
            throw WindowExecutionErrors.OffsetIsNegative(_isStart);
    }

    /// <summary>Goes back to the first row, for other rows.</summary>
    public void Rewind() => _position = 0;

    /// <summary>The row at which the frame begins, or the one behind its last.</summary>
    public int Find(WindowBlock block, int place, WindowGroups groups, int group)
    {
        var (low, high) = (block.PartitionStart[place], block.PartitionEnd[place]);
        return _kind switch
        {
            FrameBoundKind.UnboundedPreceding => low,
            FrameBoundKind.UnboundedFollowing => high,
            FrameBoundKind.CurrentRow => Current(block, place),
            _ => _unit switch
            {
                FrameUnit.Rows => ByRows(block.First + place, low, high),
                FrameUnit.Groups => ByGroups(block, place, groups, group),
                _ => ByRange(block, place),
            },
        };
    }

    private int Current(WindowBlock block, int place)
    {
        if (_unit == FrameUnit.Rows)
            return block.First + place + (_isStart ? 0 : 1);
        return _isStart ? block.PeerStart[place] : block.PeerEnd[place];
    }

    private int ByRows(int row, int low, int high)
    {
        var distance = Math.Min(_distance, int.MaxValue);
        var target = _kind == FrameBoundKind.OffsetPreceding ? row - distance : row + distance;
        return (int)Math.Clamp(target + (_isStart ? 0 : 1), low, high);
    }

    private int ByGroups(WindowBlock block, int place, WindowGroups groups, int group)
    {
        var distance = Math.Min(_distance, int.MaxValue);
        var wanted = _kind == FrameBoundKind.OffsetPreceding ? group - distance : group + distance;
        if (!_isStart)
            wanted++;
        if (wanted <= group - block.Group[place])
            return block.PartitionStart[place];
        var end = block.PartitionEnd[place];
        return wanted < groups.PeerCount ? Math.Min(groups.Peers[(int)wanted], end) : end;
    }

    private int ByRange(WindowBlock block, int place)
    {
        var end = block.PartitionEnd[place];
        var current = block.Rows.BlockOf(block.First + place);
        var row = (block.First + place) & RowBlocks.BlockMask;
        if (_key!.IsNull(current, row))
            return _isStart ? block.PeerStart[place] : block.PeerEnd[place];
        _position = Math.Max(_position, block.PartitionStart[place]);
        var limit = current[_limitPlace];
        while (_position < end && _key.IsBefore(block.Rows.BlockOf(_position), _position & RowBlocks.BlockMask, limit, row, !_isStart))
            _position++;
        return _position;
    }
}
