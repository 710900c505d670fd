namespace BTreeDb.Tables;

/// <summary>A table lock among those that a transaction holds or waits for.</summary>
internal readonly record struct HeldTableLock(TableLock Lock, TableLockStrength Mode);
