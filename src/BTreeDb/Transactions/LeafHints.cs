using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>The hints of a session, for the trees that it has used last. For one thread at a time.</summary>
internal sealed class LeafHints
{
    private const int Count = 16;

    private readonly LeafHint[] _hints = new LeafHint[Count];

    /// <summary>The hint about a tree; another tree's goes if it is in the same place.</summary>
    public ref LeafHint Of(BTree tree)
    {
        ref var hint = ref _hints[tree.Id.Value % Count];
        if (!ReferenceEquals(hint.Tree, tree))
            hint = new LeafHint(tree);
        return ref hint;
    }
}
