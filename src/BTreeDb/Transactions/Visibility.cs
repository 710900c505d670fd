using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// What a reader sees, by the stamps of versions. <c>AllVisibleBelow</c> must have been read before the page whose
/// stamps are judged, as the snapshot was taken before: then a stamp below either was committed when the page was read
/// (X4). A copy of the page read earlier
/// may hold the stamp of a transaction that has been rolled back since.
/// </summary>
internal readonly struct Visibility
{
    private readonly TransactionTable _table;
    private readonly ulong _seenBelow;
    private readonly ulong _own;
    private readonly Snapshot _snapshot;

    /// <summary>The view of a transaction.</summary>
    public Visibility(TransactionTable table, TransactionId allVisibleBelow, TransactionId own, Snapshot snapshot)
    {
        _table = table;
        _seenBelow = Math.Max(allVisibleBelow.Value, snapshot.SeenBelow.Value);
        _own = own.Value;
        _snapshot = snapshot;
    }

    /// <summary>Every stamp below is committed and seen.</summary>
    public TransactionId SeenBelow => new(_seenBelow);

    /// <summary>Judges the stamp of a version that a page holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Judgement Judge(ulong stamp) =>
        stamp < _seenBelow || stamp == _own ? Judgement.Seen : JudgeRecent(stamp);

    /// <summary>
    /// Whether a version in the version store is seen. Its transaction has committed, or nobody could have replaced it;
    /// one that the table has forgotten is therefore seen by all.
    /// </summary>
    public bool SeesReplaced(ulong stamp)
    {
        if (stamp < _seenBelow || stamp == _own)
            return true;
        var state = _table.Read(stamp);
        return state == TransactionTable.Forgotten || (state >= TransactionTable.FirstCommit && _snapshot.Sees(state));
    }

    private Judgement JudgeRecent(ulong stamp)
    {
        var state = _table.Read(stamp);
        if (state >= TransactionTable.FirstCommit)
            return _snapshot.Sees(state) ? Judgement.Seen : Judgement.NotSeen;
        return state == TransactionTable.Running ? Judgement.NotSeen : Judgement.Stale;
    }
}
