namespace BTreeDb.Transactions;

/// <summary>An advisory lock that is held; one for each time it was taken.</summary>
internal readonly record struct AdvisoryLock(AdvisoryLockOwner Owner, AdvisoryKey Key, bool IsShared);
