using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// How the pages of a new overflow chain are logged: by the transaction that writes the value, so that its rollback, be
/// it after a crash, gives them back.
/// </summary>
internal interface IChainLog
{
    /// <summary>Begins a record.</summary>
    LogRecordBuilder Begin();

    /// <summary>Completes the record with what is needed to give the page back, and appends it.</summary>
    Lsn Append(ref LogRecordBuilder record, PageId allocated);
}
