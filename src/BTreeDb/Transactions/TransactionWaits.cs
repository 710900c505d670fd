using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Waiting for other transactions. A transaction waits for one other at a time, so the waits-for graph is a set of
/// chains; whoever adds an edge follows the chain from there, and if it ends in himself, he is the victim.
/// </summary>
internal sealed class TransactionWaits
{
    /// <summary>How often a waiter looks for cancellation.</summary>
    private const int SliceMs = 20;

    /// <summary>After how long a waiter looks again at what he wants, in case he has missed that it was taken back.</summary>
    private const int LookAgainMs = 500;

    private readonly Lock _graph = new();

    /// <summary>For tests that choose who goes on: called with whom to wait for instead of waiting.</summary>
    public Action<Transaction, TransactionId>? Park { get; set; }

    /// <summary>
    /// Waits until a transaction has ended, or has taken changes back, or some time has passed: the caller looks again
    /// whether what he wants is free. The waiter holds no latch.
    /// </summary>
    /// <param name="waiter">Who waits.</param>
    /// <param name="owner">Whom he waits for.</param>
    /// <param name="ownerId">The owner's id, for transaction objects are used again.</param>
    /// <param name="wait">What goes on from one call to the next.</param>
    /// <exception cref="Diagnostics.EngineException">40P01, 55P03 or 57014.</exception>
    public void Wait(Transaction waiter, Transaction owner, TransactionId ownerId, ref LockWait wait)
    {
        ThrowIfOver(waiter, ref wait);
        lock (_graph)
        {
            if (owner.HasEnded(ownerId))
                return;
            FindCycle(waiter, owner);
            waiter.WaitsFor = owner;
            waiter.WaitsForId = ownerId;
        }

        try
        {
            if (Park is { } park)
            {
                park(owner, ownerId);
                return;
            }

            var until = Environment.TickCount64 + LookAgainMs;
            do
            {
                ThrowIfOver(waiter, ref wait);
                waiter.CountWait();
            }
            while (!owner.AwaitChange(ownerId, Slice(waiter, ref wait)) && Environment.TickCount64 < until);
        }
        finally
        {
            lock (_graph)
                waiter.WaitsFor = null;
        }
    }

    private static void FindCycle(Transaction waiter, Transaction owner)
    {
        var last = owner;
        while (last.WaitsFor is { } next && !next.HasEnded(last.WaitsForId))
        {
            if (next == waiter)
                throw TransactionErrors.Deadlock(waiter.Id.Value, owner.Id.Value, last.Id.Value);
            last = next;
        }
    }

    /// <summary>Throws when the waiter may not wait any longer.</summary>
    internal static void ThrowIfOver(Transaction waiter, ref LockWait wait)
    {
        var now = Environment.TickCount64;
        var elapsed = wait.ElapsedMs(now);
        // A failed log may keep the owner from ever ending.
        waiter.System.Store.Log.ThrowIfPoisoned();
        if (waiter.Cancellation.IsCancellationRequested)
            throw TransactionErrors.Cancelled();
        if (now >= waiter.StatementDeadline)
            throw TransactionErrors.StatementTimeout();
        if (elapsed >= waiter.LockTimeoutMs)
            throw TransactionErrors.LockTimeout();
    }

    /// <summary>How long to sleep before looking around: no longer than what ends the wait first.</summary>
    private static int Slice(Transaction waiter, ref LockWait wait)
    {
        var now = Environment.TickCount64;
        var timeout = Math.Min(waiter.StatementDeadline - now, waiter.LockTimeoutMs - wait.ElapsedMs(now));
        return (int)Math.Clamp(timeout, 0, SliceMs);
    }
}
