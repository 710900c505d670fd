using BTreeDb.Execution.Operators;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>ntile: the partition's first row says how many buckets there are.</summary>
internal sealed class NtileColumn(int place, SqlType type) : WindowColumn(type)
{
    /// <inheritdoc/>
    protected override void Fill(WindowBlock block, StatementContext context)
    {
        var target = Result.ValuesOf<int>();
        var known = -1;
        var buckets = 0;
        for (var i = 0; i < block.Count; i++)
        {
            var start = block.PartitionStart[i];
            if (start != known)
            {
                known = start;
                buckets = Buckets(block.Rows, start);
            }

            if (buckets == 0)
                Result.Nulls.SetNull(i);
            else
                target[i] = BucketOf(block.First + i - start, block.PartitionEnd[i] - start, buckets);
        }
    }

    private int Buckets(RowBlocks rows, int row)
    {
        var argument = rows.BlockOf(row)[place];
        var index = row & RowBlocks.BlockMask;
        if (argument.IsNull(index))
            return 0;
        var buckets = argument.ValuesOf<int>()[argument.IndexOf(index)];
        return buckets > 0 ? buckets : throw WindowExecutionErrors.NtileNotPositive();
    }

    /// <summary>The first buckets have one row more when the rows cannot be divided evenly.</summary>
    private static int BucketOf(int row, int count, int buckets)
    {
        var size = count / buckets;
        var larger = count % buckets;
        var inLarger = (long)larger * (size + 1);
        return row < inLarger ? row / (size + 1) + 1 : (int)(larger + (row - inLarger) / size + 1);
    }
}
