namespace BTreeDb.Transactions;

/// <summary>A place in a transaction's order of changes and of row locks.</summary>
internal readonly record struct SavepointMark(long Changes, int RowLocks);
