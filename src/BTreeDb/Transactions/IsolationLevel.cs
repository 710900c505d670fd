namespace BTreeDb.Transactions;

/// <summary>What a transaction may see of others.</summary>
internal enum IsolationLevel
{
    /// <summary>Every statement sees what was committed before it began (<see cref="Transaction.RefreshSnapshot"/>).</summary>
    ReadCommitted,

    /// <summary>The whole transaction sees what was committed before it began; also called repeatable read.</summary>
    Snapshot,

    /// <summary>As if transactions ran one after the other (<see cref="Serializability.SerializationGraph"/>).</summary>
    Serializable,
}
