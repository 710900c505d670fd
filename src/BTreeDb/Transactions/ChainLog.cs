using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>Logs the pages of a new overflow chain as changes of a transaction, which frees them if it is rolled back.</summary>
internal readonly struct ChainLog(Transaction transaction) : IChainLog
{
    /// <inheritdoc/>
    public LogRecordBuilder Begin() => new(LogRecordKind.Change, transaction.Id, transaction.LastLsn);

    /// <inheritdoc/>
    public Lsn Append(ref LogRecordBuilder record, PageId allocated)
    {
        var undo = new UndoPayload
        {
            Kind = VersionKind.AllocatedPage,
            Older = new RecordVersion(new TransactionId(allocated.Value), RecordFlags.None),
        };
        undo.Write(record.SetUndo(undo.Length));
        transaction.AddVersion(undo, isLinked: false);
        var lsn = transaction.System.Store.Log.Append(ref record);
        transaction.LastLsn = lsn;
        return lsn;
    }
}
