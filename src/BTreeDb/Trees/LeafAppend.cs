using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Whole leaves at the right end of a tree: where keys come in ascending order, a leaf is made at once and as full as can be
/// instead of by one insert for each record.
/// </summary>
internal sealed unsafe class LeafAppend(TreeStore store, TreeId tree, TreeDescent descent, StructureChange structure)
{
    /// <summary>Latches the right end of the tree if its last leaf is empty and begins where the caller expects it.</summary>
    /// <param name="lowerFence">The last leaf's lower fence.</param>
    /// <param name="separatorLength">Length of the separator that the page above is to take.</param>
    /// <param name="edge">To be disposed when the result is true.</param>
    public bool TryLatch(ReadOnlySpan<byte> lowerFence, int separatorLength, out RightEdge edge)
    {
        var spinner = default(SpinWait);
        fixed (byte* pointer = lowerFence)
        {
            for (; ; spinner.SpinOnce())
            {
                store.Log.EnsureSpace(store.StructureLogBytes);
                var optimistic = descent.ToLevel(pointer, lowerFence.Length, 1);
                if (!optimistic.TryUpgrade(out var parent))
                    continue;
                edge = new RightEdge(store, tree, parent);
                var state = RightEdge.State.Occupied;
                try
                {
                    state = edge.Prepare(lowerFence, separatorLength);
                }
                finally
                {
                    if (state != RightEdge.State.Ready)
                        edge.Dispose();
                }

                if (state != RightEdge.State.ParentIsFull)
                    return state == RightEdge.State.Ready;
                structure.MakeRoomAbove(pointer, lowerFence.Length, separatorLength);
                spinner.Reset();
            }
        }
    }
}
