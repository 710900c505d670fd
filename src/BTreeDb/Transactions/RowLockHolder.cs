using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>A transaction that holds a row lock. The id tells transactions apart, for the objects are used again.</summary>
internal readonly record struct RowLockHolder(Transaction Transaction, TransactionId Id, RowLockMode Mode);
