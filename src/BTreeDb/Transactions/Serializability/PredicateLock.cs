using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>Something that a serializable transaction has read; for the view of locks.</summary>
/// <param name="Session">Its session; 0 for transactions that are not remembered on their own.</param>
/// <param name="Id">Its id, if it has written.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Lower">The key, or the first key of a range; null for a whole tree.</param>
/// <param name="Upper">The first key behind the range; null for none.</param>
/// <param name="IsKey">Whether it is a single key.</param>
internal readonly record struct PredicateLock(
    int Session, TransactionId Id, TreeId Tree, byte[]? Lower, byte[]? Upper, bool IsKey);
