using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;

namespace BTreeDb.Transactions;

/// <summary>The conditions that transactions raise.</summary>
internal static class TransactionErrors
{
    /// <summary>The row was changed by a transaction that this one does not see.</summary>
    [DoesNotReturn]
    public static void ThrowConcurrentUpdate() =>
        throw new EngineException(SqlState.SerializationFailure, "could not serialize access due to concurrent update");

    /// <summary>The row was deleted by a transaction that this one does not see.</summary>
    [DoesNotReturn]
    public static void ThrowConcurrentDelete() =>
        throw new EngineException(SqlState.SerializationFailure, "could not serialize access due to concurrent delete");

    /// <summary>Transactions wait for each other in a circle, and this one closed it.</summary>
    /// <param name="cycle">Who waits for whom, from the one who closed the circle back to him.</param>
    /// <param name="names">The names of what they want.</param>
    public static EngineException Deadlock(IReadOnlyList<WaitEdge> cycle, ILockNames names)
    {
        var lines = new string[cycle.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var edge = cycle[i];
            lines[i] = $"Process {edge.Waiter.Session} waits for {edge.Target.Mode} on {Describe(edge, names)}; "
                + $"blocked by process {edge.OwnerSession}.";
        }

        return new(SqlState.DeadlockDetected, "deadlock detected") { Detail = string.Join('\n', lines) };
    }

    /// <summary>The row's writer did not end in time.</summary>
    public static EngineException LockTimeout() =>
        new(SqlState.LockNotAvailable, "canceling statement due to lock timeout");

    /// <summary>The statement's time is up.</summary>
    public static EngineException StatementTimeout() =>
        new(SqlState.QueryCanceled, "canceling statement due to statement timeout");

    /// <summary>Somebody cancelled the statement.</summary>
    public static EngineException Cancelled() =>
        new(SqlState.QueryCanceled, "canceling statement due to user request");

    /// <summary>A write in a read-only transaction.</summary>
    [DoesNotReturn]
    public static void ThrowReadOnly() =>
        throw new EngineException(SqlState.ReadOnlySqlTransaction, "cannot execute a write in a read-only transaction");

    /// <summary>PostgreSQL names a row by the transaction whose end is awaited.</summary>
    private static string Describe(WaitEdge edge, ILockNames names) => edge.Target.Kind switch
    {
        LockKind.Relation => names.OfRelation(edge.Target.Number),
        LockKind.Advisory => $"advisory lock [{(uint)(edge.Target.Number >> 32)},{(uint)edge.Target.Number},1]",
        LockKind.AdvisoryPair => $"advisory lock [{(uint)(edge.Target.Number >> 32)},{(uint)edge.Target.Number},2]",
        _ => $"transaction {edge.OwnerId.Value}",
    };

    /// <summary>The 48 bits of transaction ids are used up.</summary>
    public static EngineException OutOfTransactionIds() =>
        new(SqlState.ProgramLimitExceeded, "the database has used up its transaction ids");

    /// <summary>An undo payload of the log makes no sense.</summary>
    public static EngineException CorruptUndo() =>
        new(SqlState.DataCorrupted, "the log holds a malformed undo entry");

    /// <summary>A temporary file of old versions does not give back what was written to it.</summary>
    public static EngineException SpilledChunkDamaged(string path, long offset) =>
        new(SqlState.DataCorrupted, $"invalid block at offset {offset} of temporary file \"{path}\": checksum mismatch");
}
