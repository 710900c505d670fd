using BTreeDb.Diagnostics;
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
    private readonly List<WaitEdge> _edges = [];

    /// <summary>For tests that choose who goes on: called with whom to wait for instead of waiting.</summary>
    public Action<Transaction, TransactionId>? Park { get; set; }

    /// <summary>What messages call the things that are waited for.</summary>
    public ILockNames Names { get; set; } = new LockNumbers();

    /// <summary>
    /// Waits until a transaction has ended, or has taken changes back, or some time has passed: the caller looks again
    /// whether what he wants is free. The waiter holds no latch.
    /// </summary>
    /// <param name="waiter">Who waits.</param>
    /// <param name="owner">Whom he waits for.</param>
    /// <param name="ownerId">The owner's id, for transaction objects are used again.</param>
    /// <param name="wait">What goes on from one call to the next.</param>
    /// <exception cref="EngineException">40P01, 55P03 or 57014.</exception>
    public void Wait(Transaction waiter, Transaction owner, TransactionId ownerId, ref LockWait wait)
    {
        ThrowIfOver(waiter, ref wait);
        var edge = EdgeOf(waiter, owner, ownerId, owner.Session, wait);
        if (!TryEnter(edge, out var cycle))
        {
            if (cycle is null)
                return;
            throw In(wait, TransactionErrors.Deadlock(cycle, Names));
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
            Leave(edge);
        }
    }

    /// <summary>Shows that somebody waits for a session that runs no transaction; balanced by <see cref="Leave"/>.</summary>
    public WaitEdge EnterIdle(Transaction waiter, int session, in LockWait wait)
    {
        var edge = EdgeOf(waiter, null, default, session, wait);
        lock (_graph)
            _edges.Add(edge);
        return edge;
    }

    /// <summary>The wait is over.</summary>
    public void Leave(WaitEdge edge)
    {
        lock (_graph)
        {
            _edges.Remove(edge);
            edge.Waiter.Waiting = null;
        }
    }

    /// <summary>Who waits for whom; for the view of locks.</summary>
    public WaitEdge[] Snapshot()
    {
        lock (_graph)
            return [.. _edges];
    }

    /// <summary>Throws when the waiter may not wait any longer.</summary>
    internal void ThrowIfOver(Transaction waiter, ref LockWait wait)
    {
        var now = Environment.TickCount64;
        var elapsed = wait.ElapsedMs(now);
        // A failed log may keep the owner from ever ending.
        waiter.System.Store.Log.ThrowIfPoisoned();
        if (waiter.Cancellation.IsCancellationRequested)
            throw In(wait, TransactionErrors.Cancelled());
        if (now >= waiter.StatementDeadline)
            throw In(wait, TransactionErrors.StatementTimeout());
        if (elapsed >= waiter.LockTimeoutMs)
            throw In(wait, TransactionErrors.LockTimeout());
    }

    private static WaitEdge EdgeOf(
        Transaction waiter, Transaction? owner, TransactionId ownerId, int ownerSession, in LockWait wait) =>
        new(waiter, waiter.Id, owner, ownerId, ownerSession, wait.Target, wait.Key.ToArray(), wait.BeganAt);

    /// <summary>Where the chain from an edge leads back to its waiter, the edges of the circle; else null.</summary>
    private static List<WaitEdge>? FindCycle(WaitEdge edge)
    {
        List<WaitEdge> chain = [edge];
        for (var last = edge.Owner!; last.Waiting is { Owner: { } next } further && !next.HasEnded(further.OwnerId); last = next)
        {
            chain.Add(further);
            if (next == edge.Waiter)
                return chain;
        }

        return null;
    }

    /// <summary>How long to sleep before looking around: no longer than what ends the wait first.</summary>
    private static int Slice(Transaction waiter, ref LockWait wait)
    {
        var now = Environment.TickCount64;
        var timeout = Math.Min(waiter.StatementDeadline - now, waiter.LockTimeoutMs - wait.ElapsedMs(now));
        return (int)Math.Clamp(timeout, 0, SliceMs);
    }

    /// <summary>False when there is nobody to wait for any more, or when waiting would close a circle.</summary>
    private bool TryEnter(WaitEdge edge, out List<WaitEdge>? cycle)
    {
        cycle = null;
        lock (_graph)
        {
            if (edge.Owner!.HasEnded(edge.OwnerId))
                return false;
            cycle = FindCycle(edge);
            if (cycle is not null)
                return false;
            edge.Waiter.Waiting = edge;
            _edges.Add(edge);
            return true;
        }
    }

    /// <summary>An error of a wait says what was being done to which row.</summary>
    private EngineException In(in LockWait wait, EngineException failure) => wait.Target.Kind == LockKind.Row
        ? failure.In($"while {wait.Target.Activity} {Names.OfRow(new TreeId((uint)wait.Target.Number), wait.Key)}")
        : failure;
}
