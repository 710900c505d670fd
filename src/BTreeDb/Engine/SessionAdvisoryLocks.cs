using BTreeDb.Execution.Expressions;
using BTreeDb.Transactions;

namespace BTreeDb.Engine;

/// <summary>A session's advisory locks.</summary>
internal sealed class SessionAdvisoryLocks(AdvisoryLockTable table, AdvisoryLockOwner owner, Action<Notice> notify)
    : IAdvisoryLocks
{
    /// <inheritdoc/>
    public bool Acquire(AdvisoryKey key, bool isShared, bool ofTransaction, bool waits) =>
        table.Acquire(owner, key, isShared, ofTransaction, waits);

    /// <inheritdoc/>
    public bool Release(AdvisoryKey key, bool isShared)
    {
        if (table.Release(owner, key, isShared))
            return true;
        notify(SessionErrors.AdvisoryLockNotHeld(isShared));
        return false;
    }

    /// <inheritdoc/>
    public void ReleaseAll() => table.ReleaseSession(owner);
}
