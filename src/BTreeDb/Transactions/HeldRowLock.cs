namespace BTreeDb.Transactions;

/// <summary>A row lock among those that a transaction holds.</summary>
internal readonly record struct HeldRowLock(RowLock Lock, RowLockMode Mode);
