using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>first_value, last_value and nth_value: the value of one row of the frame.</summary>
internal sealed class FrameValueColumn(
    WindowFunctionId function, int place, int numberPlace, FrameExclusion exclusion, SqlType type) : WindowColumn(type)
{
    /// <inheritdoc/>
    protected override void Fill(WindowBlock block, StatementContext context)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var pieces = new FramePieces(block, i, exclusion);
            var row = function switch
            {
                WindowFunctionId.FirstValue => pieces.RowAt(0),
                WindowFunctionId.LastValue => pieces.Count == 0 ? -1 : pieces.RowAt(pieces.Count - 1),
                _ => Nth(block, i, pieces),
            };
            if (row < 0)
                Result.Nulls.SetNull(i);
            else
                Result.CopyRow(block.Rows.BlockOf(row)[place], row & RowBlocks.BlockMask, i);
        }
    }

    private int Nth(WindowBlock block, int place, FramePieces pieces)
    {
        var numbers = block.Rows.BlockOf(block.First)[numberPlace];
        if (numbers.IsNull(place))
            return -1;
        var number = numbers.ValuesOf<int>()[numbers.IndexOf(place)];
        return number > 0 ? pieces.RowAt(number - 1) : throw WindowExecutionErrors.NthValueNotPositive();
    }
}
