using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Waiting for the end of other transactions. A transaction waits for one other at a time, so the waits-for graph is a
/// set of chains; whoever adds an edge follows the chain from there, and if it ends in himself, he is the victim.
/// </summary>
internal sealed class TransactionWaits
{
    /// <summary>How often a waiter looks for cancellation.</summary>
    private const int SliceMs = 20;

    private readonly Lock _graph = new();

    /// <summary>Waits until a transaction has ended. The waiter holds no latch.</summary>
    /// <exception cref="Diagnostics.EngineException">40P01, 55P03 or 57014.</exception>
    public void Wait(Transaction waiter, Transaction owner, TransactionId ownerId)
    {
        lock (_graph)
        {
            if (owner.Id != ownerId || owner.AwaitEnd(ownerId, 0))
                return;
            FindCycle(waiter, owner);
            waiter.WaitsFor = owner;
        }

        try
        {
            AwaitEnd(waiter, owner, ownerId);
        }
        finally
        {
            lock (_graph)
                waiter.WaitsFor = null;
        }
    }

    private static void FindCycle(Transaction waiter, Transaction owner)
    {
        for (var next = owner; next != null; next = next.WaitsFor)
        {
            if (next == waiter)
                throw TransactionErrors.Deadlock(waiter.Id.Value, owner.Id.Value);
        }
    }

    private static void AwaitEnd(Transaction waiter, Transaction owner, TransactionId ownerId)
    {
        var started = Environment.TickCount64;
        var now = started;
        while (!owner.AwaitEnd(ownerId, Slice(waiter, started, now)))
        {
            now = Environment.TickCount64;
            // A failed log may keep the owner from ever ending.
            waiter.System.Store.Log.ThrowIfPoisoned();
            if (waiter.Cancellation.IsCancellationRequested)
                throw TransactionErrors.Cancelled();
            if (now >= waiter.StatementDeadline)
                throw TransactionErrors.StatementTimeout();
            if (now - started >= waiter.LockTimeoutMs)
                throw TransactionErrors.LockTimeout();
        }
    }

    /// <summary>How long to sleep before looking around: no longer than what ends the wait first.</summary>
    private static int Slice(Transaction waiter, long started, long now)
    {
        var timeout = Math.Min(waiter.StatementDeadline - now, waiter.LockTimeoutMs - (now - started));
        return (int)Math.Clamp(timeout, 0, SliceMs);
    }
}
