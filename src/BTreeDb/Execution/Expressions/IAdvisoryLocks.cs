using BTreeDb.Transactions;

namespace BTreeDb.Execution.Expressions;

/// <summary>A session's advisory locks, as the functions about them need them.</summary>
internal interface IAdvisoryLocks
{
    /// <summary>Takes a lock; false if it did not wait and somebody else has it.</summary>
    bool Acquire(AdvisoryKey key, bool isShared, bool ofTransaction, bool waits);

    /// <summary>Gives back a lock of the session; false, with a warning, if it has none.</summary>
    bool Release(AdvisoryKey key, bool isShared);

    /// <summary>Gives back all locks of the session.</summary>
    void ReleaseAll();
}
