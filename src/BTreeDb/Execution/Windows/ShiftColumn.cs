using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>lag and lead: the value of another row of the partition, or a default.</summary>
/// <param name="isLead">Whether rows after the current one are meant.</param>
/// <param name="place">The column of the value.</param>
/// <param name="offsetPlace">The column of the distance; -1: one row.</param>
/// <param name="defaultPlace">The column of the default; -1: NULL.</param>
/// <param name="type">The type of the value.</param>
internal sealed class ShiftColumn(bool isLead, int place, int offsetPlace, int defaultPlace, SqlType type)
    : WindowColumn(type)
{
    /// <inheritdoc/>
    protected override void Fill(WindowBlock block, StatementContext context)
    {
        for (var i = 0; i < block.Count; i++)
        {
            long offset = 1;
            if (offsetPlace >= 0)
            {
                var offsets = block.Rows.BlockOf(block.First)[offsetPlace];
                if (offsets.IsNull(i))
                {
                    Result.Nulls.SetNull(i);
                    continue;
                }

                offset = offsets.ValuesOf<int>()[offsets.IndexOf(i)];
            }

            var wanted = block.First + i + (isLead ? offset : -offset);
            if (wanted >= block.PartitionStart[i] && wanted < block.PartitionEnd[i])
                Copy(block.Rows, (int)wanted, place, i);
            else if (defaultPlace >= 0)
                Copy(block.Rows, block.First + i, defaultPlace, i);
            else
                Result.Nulls.SetNull(i);
        }
    }

    private void Copy(RowBlocks rows, int row, int column, int target) =>
        Result.CopyRow(rows.BlockOf(row)[column], row & RowBlocks.BlockMask, target);
}
