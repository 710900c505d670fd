using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>What an empty tree page is made from.</summary>
internal readonly ref struct NodeFormat
{
    /// <summary>Version of the layout of leaf and interior pages.</summary>
    public const byte Version = 1;

    /// <summary>The page's own id.</summary>
    public required PageId Page { get; init; }

    /// <summary>The tree that the page belongs to.</summary>
    public required TreeId Tree { get; init; }

    /// <summary>Distance from the leaves.</summary>
    public required int Level { get; init; }

    /// <summary>The lowest key that may be on the page.</summary>
    public ReadOnlySpan<byte> LowerFence { get; init; }

    /// <summary>The lowest key above the page; empty if <see cref="UpperIsInfinite"/>.</summary>
    public ReadOnlySpan<byte> UpperFence { get; init; }

    /// <summary>Whether no key is too high for the page.</summary>
    public bool UpperIsInfinite { get; init; }

    /// <summary>The leaf left of this one.</summary>
    public PageId Left { get; init; }

    /// <summary>The leaf right of this one.</summary>
    public PageId Right { get; init; }

    /// <summary>The root of a new tree: a leaf for all keys.</summary>
    public static NodeFormat EmptyRoot(TreeId tree) =>
        new() { Page = tree.Root, Tree = tree, Level = 0, UpperIsInfinite = true };
}
