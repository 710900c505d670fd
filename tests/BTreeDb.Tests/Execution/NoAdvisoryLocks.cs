using BTreeDb.Execution.Expressions;
using BTreeDb.Transactions;

namespace BTreeDb.Tests.Execution;

/// <summary>Advisory locks that nobody else wants.</summary>
internal sealed class NoAdvisoryLocks : IAdvisoryLocks
{
    public bool Acquire(AdvisoryKey key, bool isShared, bool ofTransaction, bool waits) => true;

    public bool Release(AdvisoryKey key, bool isShared) => true;

    public void ReleaseAll()
    {
    }
}
