using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Execution.Windows;

/// <summary>A frame without the rows that EXCLUDE takes out: up to three ranges of rows, in order.</summary>
internal readonly struct FramePieces
{
    private readonly int _start;
    private readonly int _holeStart;
    private readonly int _holeEnd;
    private readonly int _end;
    private readonly int _kept;

    /// <summary>The frame of a row of a block.</summary>
    public FramePieces(WindowBlock block, int place, FrameExclusion exclusion)
    {
        (_start, _end) = (block.FrameStart[place], block.FrameEnd[place]);
        var row = block.First + place;
        (_holeStart, _holeEnd) = exclusion switch
        {
            FrameExclusion.CurrentRow => (row, row + 1),
            FrameExclusion.Group or FrameExclusion.Ties => (block.PeerStart[place], block.PeerEnd[place]),
            _ => (_end, _end),
        };
        _holeStart = Math.Clamp(_holeStart, _start, _end);
        _holeEnd = Math.Clamp(_holeEnd, _start, _end);
        _kept = exclusion == FrameExclusion.Ties && row >= _start && row < _end ? row : -1;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _holeStart - _start + (_kept >= 0 ? 1 : 0) + (_end - _holeEnd);

    /// <summary>A range by number, 0 to 2; perhaps empty.</summary>
    public (int Start, int End) this[int piece] => piece switch
    {
        0 => (_start, _holeStart),
        1 => _kept >= 0 ? (_kept, _kept + 1) : (0, 0),
        _ => (_holeEnd, _end),
    };

    /// <summary>The row at a place of the frame, from zero; -1 beyond its end.</summary>
    public int RowAt(long place)
    {
        for (var piece = 0; piece < 3; piece++)
        {
            var (start, end) = this[piece];
            if (place < end - start)
                return start + (int)place;
            place -= end - start;
        }

        return -1;
    }
}
