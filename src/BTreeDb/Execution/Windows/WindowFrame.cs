using BTreeDb.Execution.Operators;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Execution.Windows;

/// <summary>The frame of a window: finds partition, peers and frame of every row, block by block.</summary>
internal sealed class WindowFrame(FrameEnd start, FrameEnd end, FrameBoundKind startKind, FrameBoundKind endKind, FrameExclusion exclusion)
{
    private int _partition;
    private int _group;
    private int _firstGroup;

    /// <summary>What frames leave out.</summary>
    public FrameExclusion Exclusion => exclusion;

    /// <summary>Whether frames begin with their partition and leave nothing out.</summary>
    public bool IsRunning => startKind == FrameBoundKind.UnboundedPreceding && exclusion == FrameExclusion.NoOthers;

    /// <summary>Whether every frame is its whole partition.</summary>
    public bool IsWhole => IsRunning && endKind == FrameBoundKind.UnboundedFollowing;

    /// <summary>Evaluates offsets, at the first row of an execution.</summary>
    public void Start(StatementContext context)
    {
        start.Start(context);
        end.Start(context);
    }

    /// <summary>Starts with other rows.</summary>
    public void Rewind()
    {
        _partition = _group = _firstGroup = 0;
        start.Rewind();
        end.Rewind();
    }

    /// <summary>Describes the rows of a block; blocks come in order.</summary>
    public void Describe(WindowBlock block, WindowGroups groups)
    {
        for (var place = 0; place < block.Count; place++)
        {
            var row = block.First + place;
            Advance(row, groups);
            block.PartitionStart[place] = groups.Partitions[_partition];
            block.PartitionEnd[place] = EndOf(groups.Partitions, _partition, block.Rows.Count);
            block.PeerStart[place] = groups.Peers[_group];
            block.PeerEnd[place] = EndOf(groups.Peers, _group, block.Rows.Count);
            block.Group[place] = _group - _firstGroup;
            var first = start.Find(block, place, groups, _group);
            block.FrameStart[place] = first;
            block.FrameEnd[place] = Math.Max(first, end.Find(block, place, groups, _group));
        }
    }

    private void Advance(int row, WindowGroups groups)
    {
        if (_group + 1 < groups.PeerCount && groups.Peers[_group + 1] == row)
            _group++;
        if (_partition + 1 < groups.PartitionCount && groups.Partitions[_partition + 1] == row)
        {
            _partition++;
            _firstGroup = _group;
        }
    }

    private static int EndOf(ReadOnlySpan<int> starts, int index, int end) => index + 1 < starts.Length ? starts[index + 1] : end;
}
