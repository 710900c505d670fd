using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// What the log knows about transactions: which run, and what ended ones have left to be freed. Kept by the log itself
/// as records are appended, and by redo as they are read, so that a checkpoint's copy agrees with its position. Not
/// safe for threads: the log's append gate guards it.
/// </summary>
internal sealed class LogState
{
    private const int PrefixBytes = 8;

    /// <summary>The transactions that have logged something and not ended.</summary>
    public ActiveTransactionTable Active { get; } = new();

    /// <summary>What is to be freed.</summary>
    public PendingReclaimTable Reclaims { get; } = new();

    /// <summary>The highest transaction id seen.</summary>
    public ulong HighestId { get; private set; }

    /// <summary>The length of the state in a checkpoint record.</summary>
    public int EncodedLength => PrefixBytes + Active.EncodedLength + Reclaims.EncodedLength;

    /// <summary>Notes that ids up to this one may have been used.</summary>
    public void RaiseHighestId(ulong id) => HighestId = Math.Max(HighestId, id);

    /// <summary>Takes a record into account.</summary>
    /// <param name="kind">What the record says.</param>
    /// <param name="transaction">The transaction, or none.</param>
    /// <param name="lsn">The record's position.</param>
    /// <param name="undo">Its undo payload.</param>
    /// <param name="rollbackOverhead">What taking a change back needs beyond that.</param>
    public void Note(
        LogRecordKind kind, TransactionId transaction, Lsn lsn, ReadOnlySpan<byte> undo, int rollbackOverhead = 0)
    {
        if (transaction.IsNone)
            return;
        RaiseHighestId(transaction.Value);
        if (kind == LogRecordKind.Reclaim)
        {
            Reclaims.Remove(transaction);
            return;
        }

        Active.Note(kind, transaction, lsn, undo.Length + rollbackOverhead);
        if (kind == LogRecordKind.Commit && !undo.IsEmpty)
            Reclaims.Add(transaction, undo);
    }

    /// <summary>Writes the state for a checkpoint record.</summary>
    public void Encode(Span<byte> target)
    {
        LittleEndian.WriteUInt64(target, 0, HighestId);
        Active.Encode(target[PrefixBytes..]);
        Reclaims.Encode(target[(PrefixBytes + Active.EncodedLength)..]);
    }

    /// <summary>Reads the state of a checkpoint record into this one.</summary>
    /// <returns>False when the bytes are no state.</returns>
    public bool TryDecode(ReadOnlySpan<byte> source)
    {
        if (source.Length < PrefixBytes)
            return false;
        RaiseHighestId(LittleEndian.ReadUInt64(source, 0));
        var activeLength = Active.Decode(source[PrefixBytes..]);
        if (activeLength < 0)
            return false;
        var rest = source[(PrefixBytes + activeLength)..];
        return Reclaims.Decode(rest) == rest.Length;
    }
}
