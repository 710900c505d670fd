using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>What a transaction wants when it waits, as messages and the view of locks name it.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Mode">The mode of the lock in PostgreSQL's words.</param>
/// <param name="Number">The tree, the table or the number that it is on.</param>
/// <param name="Activity">What is done to a row: <c>updating</c>, <c>deleting</c>, <c>inserting</c>, <c>locking</c>.</param>
internal readonly record struct LockTarget(LockKind Kind, string Mode, long Number, string Activity = "")
{
    /// <summary>A row: whoever wants it waits for a transaction's end.</summary>
    public static LockTarget Row(TreeId tree, string activity) => new(LockKind.Row, "ShareLock", tree.Value, activity);

    /// <summary>A row that is written.</summary>
    public static LockTarget Row(TreeId tree, VersionKind kind) => Row(tree, kind switch
    {
        VersionKind.Inserted => "inserting",
        VersionKind.Deleted => "deleting",
        _ => "updating",
    });

    /// <summary>An advisory lock.</summary>
    public static LockTarget Advisory(AdvisoryKey key, bool isShared) =>
        new(key.IsPair ? LockKind.AdvisoryPair : LockKind.Advisory, isShared ? "ShareLock" : "ExclusiveLock", key.Value);
}
