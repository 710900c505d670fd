namespace BTreeDb.Trees;

/// <summary>
/// Checks what a well-formed tree page says about itself: order, heads, prefix, free space; of a leaf also stamps and
/// ghosts. The page must stand still.
/// </summary>
internal static unsafe class NodeVerifier
{
    /// <summary>Reports everything that is wrong with a page, in words.</summary>
    public static void Check(SlottedPage node, Action<string> report)
    {
        CheckOrder(node, report);
        CheckSpace(node, report);
        if (node.Level == 0)
            CheckRecords(new LeafPage(node), report);
    }

    /// <summary>A copy of a slot's whole key.</summary>
    public static byte[] Key(SlottedPage node, int index)
    {
        var key = new byte[node.KeyLength(index)];
        node.CopyKey(index, key);
        return key;
    }

    private static void CheckOrder(SlottedPage node, Action<string> report)
    {
        var prefix = node.UpperIsInfinite ? 0 : KeyBytes.CommonPrefix(node.LowerFence, node.UpperFence);
        if (prefix != node.PrefixLength)
            report("its prefix is not that of its fences");
        byte[]? previous = null;
        for (var i = 0; i < node.Count; i++)
        {
            var key = Key(node, i);
            if (previous is not null && previous.AsSpan().SequenceCompareTo(key) >= 0)
                report($"slots {i - 1} and {i} are out of order");
            if (!node.Covers(key))
                report($"the key of slot {i} lies outside of the fences");
            ref var slot = ref node.SlotAt(i);
            if (slot.Head != KeyBytes.Head(node.Pointer + slot.Offset, slot.KeyLength))
                report($"the head of slot {i} is wrong");
            previous = key;
        }
    }

    private static void CheckSpace(SlottedPage node, Action<string> report)
    {
        var bytes = node.LowerFence.Length + node.UpperFence.Length;
        for (var i = 0; i < node.Count; i++)
            bytes += node.RecordSize(node.SlotAt(i).KeyLength, node.SlotAt(i).ValueLength);
        if (bytes != node.UsedBytes || node.Gap < 0)
            report($"its free space is miscounted: {bytes} bytes are used, {node.UsedBytes} counted");
    }

    private static void CheckRecords(LeafPage leaf, Action<string> report)
    {
        var ghosts = 0;
        for (var i = 0; i < leaf.Count; i++)
        {
            if (leaf.Stamp(i).Value > leaf.NewestStamp.Value)
                report($"the stamp of slot {i} is newer than the page's newest");
            if ((leaf.Flags(i) & RecordFlags.Ghost) != 0)
                ghosts++;
        }

        if (ghosts != leaf.GhostCount)
            report("its ghosts are miscounted");
    }
}
