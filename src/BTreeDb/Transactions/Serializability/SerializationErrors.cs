using BTreeDb.Diagnostics;

namespace BTreeDb.Transactions.Serializability;

/// <summary>A transaction that could be part of an anomaly has to give way; each as PostgreSQL words it.</summary>
internal static class SerializationErrors
{
    /// <summary>Somebody else had to decide it, and the transaction notices now.</summary>
    public static EngineException Pivot(string when) => Failure($"Canceled on identification as a pivot, during {when}.");

    /// <summary>It read what a pivot wrote that commits already.</summary>
    public static EngineException ConflictOutToPivot(ulong pivot) =>
        Failure($"Canceled on conflict out to pivot {pivot}, during read.");

    /// <summary>It read what a pivot wrote that is not remembered on its own any more.</summary>
    public static EngineException ConflictOutToOldPivot(ulong pivot) =>
        Failure($"Canceled on conflict out to old pivot {pivot}.");

    /// <summary>It is a pivot, with an edge to a transaction that is not remembered on its own any more.</summary>
    public static EngineException PivotToOld(ulong writer) =>
        Failure($"Canceled on identification as a pivot, with conflict out to old committed transaction {writer}.");

    /// <summary>The pivot commits already, so this one must not.</summary>
    public static EngineException PreparedPivot() =>
        Failure("Canceled on commit attempt with conflict in from prepared pivot.");

    private static EngineException Failure(string reason) => new(
        SqlState.SerializationFailure, "could not serialize access due to read/write dependencies among transactions")
    {
        Detail = $"Reason code: {reason}",
        Hint = "The transaction might succeed if retried.",
    };
}
