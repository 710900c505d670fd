using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// Where a session's last access to a tree ended. The next one often goes to the same leaf: ascending keys, or the change of a
/// row that was just read. Whether it is worth a try tells what happened before, for reads and for writes on their own.
/// </summary>
internal struct LeafHint
{
    private const int ScoreMax = 3;
    private const int ScoreWorthATry = 2;

    private int _readScore;
    private int _writeScore;

    /// <summary>A hint about a tree that knows nothing yet.</summary>
    public LeafHint(BTree tree) => Tree = tree;

    /// <summary>The tree: this very instance, because page numbers say nothing about another.</summary>
    public BTree? Tree { get; }

    /// <summary>The leaf of the last access.</summary>
    public PageId Last { get; private set; }

    /// <summary>Where a read should look first; none for a descent.</summary>
    public readonly PageId ForRead => _readScore >= ScoreWorthATry ? Last : PageId.None;

    /// <summary>Where a write should look first; none for a descent.</summary>
    public readonly PageId ForWrite => _writeScore >= ScoreWorthATry ? Last : PageId.None;

    /// <summary>A read has ended at a leaf.</summary>
    public void NoteRead(PageId leaf) => Note(ref _readScore, leaf);

    /// <summary>A write has ended at a leaf.</summary>
    public void NoteWrite(PageId leaf) => Note(ref _writeScore, leaf);

    private void Note(ref int score, PageId leaf)
    {
        score = leaf == Last ? Math.Min(score + 1, ScoreMax) : Math.Max(score - 1, 0);
        Last = leaf;
    }
}
