using BTreeDb.Buffers;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>A descent that has stopped before its leaf, to be ended when the processor has the leaf's latch and header.</summary>
internal struct LeafApproach
{
    /// <summary>The leaf.</summary>
    public PageId Leaf;

    /// <summary>The page that leads to it: while it stays as it was, the leaf is the right one.</summary>
    public PagePlace Parent;

    /// <summary>Where in the leaf the key is guessed.</summary>
    public SlotAim Aim;
}
