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
    /// <param name="waiter">Who closed the circle.</param>
    /// <param name="owner">Whom he waits for.</param>
    /// <param name="last">Who waits for him: the owner, or somebody whom the owner waits for.</param>
    public static EngineException Deadlock(ulong waiter, ulong owner, ulong last) =>
        new(SqlState.DeadlockDetected, "deadlock detected")
        {
            Detail = $"Transaction {waiter} waits for transaction {owner}; blocked by transaction {last}.\n"
                + $"Transaction {last} waits for transaction {waiter}; blocked by transaction {waiter}.",
        };

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
