using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// What a committed transaction, or several put together, leave behind until every snapshot sees them.
/// </summary>
/// <param name="Id">The transaction; none for several.</param>
/// <param name="Sequence">The place of the last of them in the order of commits.</param>
/// <param name="Arena">Their entries.</param>
/// <param name="Garbage">Of several: what is to be freed for each; null if nothing.</param>
internal readonly record struct RetiredTransaction(
    TransactionId Id, ulong Sequence, VersionArena Arena, List<(TransactionId Transaction, byte[] Bytes)>? Garbage = null);
