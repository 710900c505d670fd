using BTreeDb.Buffers;
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

    /// <summary>Longer keys are not remembered.</summary>
    private const int KeyBytesMax = 16;

    private UInt128 _key;
    private int _keyLength;
    private int _readScore;
    private int _writeScore;
    private PagePlace _last;

    /// <summary>A hint about a tree that knows nothing yet.</summary>
    public LeafHint(BTree tree)
    {
        Tree = tree;
        _keyLength = -1;
    }

    /// <summary>The tree: this very instance, because page numbers say nothing about another.</summary>
    public BTree? Tree { get; }

    /// <summary>Where a read should look first; none for a descent.</summary>
    public readonly LeafPlace ForRead(ReadOnlySpan<byte> key) => Worth(_readScore, key);

    /// <summary>Where a write should look first; none for a descent.</summary>
    public readonly LeafPlace ForWrite(ReadOnlySpan<byte> key) => Worth(_writeScore, key);

    /// <summary>Where the last access ended.</summary>
    public readonly LeafPlace Last(ReadOnlySpan<byte> key) => new(_last, IsLastKey(key));

    /// <summary>A read has ended at a leaf.</summary>
    public void NoteRead(ReadOnlySpan<byte> key, in PagePlace leaf) => Note(ref _readScore, key, leaf);

    /// <summary>A write has ended at a leaf.</summary>
    public void NoteWrite(ReadOnlySpan<byte> key, in PagePlace leaf) => Note(ref _writeScore, key, leaf);

    private readonly LeafPlace Worth(int score, ReadOnlySpan<byte> key) => score >= ScoreWorthATry ? Last(key) : default;

    private void Note(ref int score, ReadOnlySpan<byte> key, in PagePlace leaf)
    {
        score = leaf.Id == _last.Id ? Math.Min(score + 1, ScoreMax) : Math.Max(score - 1, 0);
        _last = leaf;
        _keyLength = -1;
        if (key.Length > KeyBytesMax)
            return;
        _keyLength = key.Length;
        _key = 0;
        key.CopyTo(Bytes(ref _key));
    }

    private readonly bool IsLastKey(ReadOnlySpan<byte> key)
    {
        var last = _key;
        return key.Length == _keyLength && key.SequenceEqual(Bytes(ref last)[..key.Length]);
    }

    private static Span<byte> Bytes(ref UInt128 key) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<UInt128>(ref key));
}
