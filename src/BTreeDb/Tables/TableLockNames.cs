using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>Table locks in PostgreSQL's words.</summary>
internal static class TableLockNames
{
    private static readonly string[] Names =
    [
        "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock",
        "ExclusiveLock", "AccessExclusiveLock",
    ];

    /// <summary>The name of a mode.</summary>
    public static string Of(TableLockStrength mode) => Names[(int)mode];

    /// <summary>What who waits for a lock waits for.</summary>
    public static LockTarget TargetOf(TableLock target, TableLockStrength mode) =>
        new(LockKind.Relation, Of(mode), target.Relation);
}
