using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Windows;

/// <summary>What functions know about the rows of one block: for each row its partition, its peers and its frame.</summary>
internal sealed class WindowBlock(RowBlocks rows)
{
    /// <summary>All rows of the partitions in work.</summary>
    public RowBlocks Rows { get; } = rows;

    /// <summary>The number of the block's first row.</summary>
    public int First { get; set; }

    /// <summary>How many rows the block has.</summary>
    public int Count { get; set; }

    /// <summary>The partition's first row.</summary>
    public int[] PartitionStart { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The row behind the partition's last one.</summary>
    public int[] PartitionEnd { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The first peer.</summary>
    public int[] PeerStart { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The row behind the last peer.</summary>
    public int[] PeerEnd { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The number of the group of peers within its partition, from zero.</summary>
    public int[] Group { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The first row of the frame, before exclusion.</summary>
    public int[] FrameStart { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The row behind the last one of the frame; not less than the start.</summary>
    public int[] FrameEnd { get; } = new int[Batch.DefaultCapacity];
}
