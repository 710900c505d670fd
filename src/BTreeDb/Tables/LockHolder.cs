using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// Who holds a lock. The id tells transactions apart, for transaction objects are used again.
/// </summary>
internal readonly record struct LockHolder(Transaction? Transaction, TransactionId Id)
{
    /// <summary>Nobody.</summary>
    public bool IsNone => Transaction is null;
}
