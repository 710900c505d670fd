using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>What a committed transaction has made superfluous and nobody has freed yet.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Garbage">The payload of its commit record.</param>
internal readonly record struct PendingReclaim(TransactionId Transaction, byte[] Garbage);
