using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>An edge of the waits-for graph. Unchanging, so that anybody may look at it.</summary>
/// <param name="Waiter">Who waits.</param>
/// <param name="WaiterId">The id under which he does.</param>
/// <param name="Owner">The transaction that he waits for; null for a session between transactions.</param>
/// <param name="OwnerId">Its id, without which it means nothing: transaction objects are used again.</param>
/// <param name="OwnerSession">The session of the owner.</param>
/// <param name="Target">What he wants.</param>
/// <param name="Key">The key of the row that he wants; empty where it is none.</param>
/// <param name="BeganAt">When the wait for it began, in UTC ticks.</param>
internal sealed record WaitEdge(
    Transaction Waiter, TransactionId WaiterId, Transaction? Owner, TransactionId OwnerId, int OwnerSession, LockTarget Target,
    byte[] Key, long BeganAt);
