using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// Takes back the changes of transactions that a crash has interrupted, and frees what ended ones have left. The layer
/// that writes undo payloads implements it; restart calls it when all pages are as they were at the crash, on one thread, newest change first.
/// </summary>
internal interface ILogicalUndo
{
    /// <summary>
    /// Takes one change back and logs that as <see cref="LogRecordKind.Compensation"/> records of the transaction; the
    /// last of them carries <paramref name="undoNext"/>. Structure changes on the way are logged as ever.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="previous">Its last record so far, to be named by the first new one.</param>
    /// <param name="undoNext">What is left to undo after this, or none.</param>
    /// <param name="payload">The undo payload of the change; to be checked.</param>
    /// <returns>The last record logged for the transaction; <paramref name="previous"/> if none was needed.</returns>
    Lsn Undo(TransactionId transaction, Lsn previous, Lsn undoNext, ReadOnlySpan<byte> payload);

    /// <summary>
    /// Frees what a committed transaction has made superfluous, in one <see cref="LogRecordKind.Reclaim"/> record of
    /// the transaction: nobody can see it any more after a restart.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="garbage">The payload of its commit record; to be checked.</param>
    void Reclaim(TransactionId transaction, ReadOnlySpan<byte> garbage);
}
