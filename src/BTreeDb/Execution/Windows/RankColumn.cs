using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>row_number, rank, dense_rank, percent_rank and cume_dist.</summary>
internal sealed class RankColumn(WindowFunctionId function, SqlType type) : WindowColumn(type)
{
    /// <inheritdoc/>
    protected override void Fill(WindowBlock block, StatementContext context)
    {
        if (Result is ColumnVector<double> shares)
            FillShares(block, shares.Values);
        else
            FillNumbers(block, Result.ValuesOf<long>());
    }

    private void FillNumbers(WindowBlock block, long[] target)
    {
        for (var i = 0; i < block.Count; i++)
        {
            target[i] = function switch
            {
                WindowFunctionId.RowNumber => block.First + i - block.PartitionStart[i] + 1,
                WindowFunctionId.Rank => block.PeerStart[i] - block.PartitionStart[i] + 1,
                _ => block.Group[i] + 1,
            };
        }
    }

    private void FillShares(WindowBlock block, double[] target)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var start = block.PartitionStart[i];
            double count = block.PartitionEnd[i] - start;
            target[i] = function == WindowFunctionId.CumeDist
                ? (block.PeerEnd[i] - start) / count
                : count <= 1 ? 0 : (block.PeerStart[i] - start) / (count - 1);
        }
    }
}
