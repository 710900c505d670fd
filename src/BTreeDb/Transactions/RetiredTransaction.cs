using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>What a committed transaction leaves behind until every snapshot sees it.</summary>
internal readonly record struct RetiredTransaction(TransactionId Id, ulong Sequence, VersionArena Arena);
