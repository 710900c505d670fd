using System.Data;

namespace BTreeDb.Engine;

/// <summary>What a transaction was begun with; the next one gets the same after AND CHAIN.</summary>
/// <param name="Isolation">The level that was asked for; read uncommitted is shown, though nobody reads what is not committed.</param>
/// <param name="IsReadOnly">Whether statements may only read.</param>
/// <param name="IsDeferrable">Whether a serializable transaction that only reads waits for a safe snapshot.</param>
internal readonly record struct TransactionCharacteristics(IsolationLevel Isolation, bool IsReadOnly, bool IsDeferrable)
{
    /// <summary>The level as storage knows it.</summary>
    public Transactions.IsolationLevel StorageIsolation => Isolation switch
    {
        IsolationLevel.ReadUncommitted or IsolationLevel.ReadCommitted => Transactions.IsolationLevel.ReadCommitted,
        IsolationLevel.RepeatableRead or IsolationLevel.Snapshot => Transactions.IsolationLevel.Snapshot,
        IsolationLevel.Serializable => Transactions.IsolationLevel.Serializable,
        _ => throw SessionErrors.NotSupported($"isolation level {Isolation.ToString().ToUpperInvariant()}"),
    };

    /// <summary>Whether the transaction waits before its first query.</summary>
    public bool AwaitsSafeSnapshot => IsReadOnly && IsDeferrable && Isolation == IsolationLevel.Serializable;
}
