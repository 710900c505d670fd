namespace BTreeDb.Transactions.Serializability;

/// <summary>Whether a read-only transaction can be part of an anomaly at all.</summary>
internal enum SnapshotSafety
{
    /// <summary>That depends on writers who still run.</summary>
    Unknown,

    /// <summary>No: it need not be tracked.</summary>
    Safe,

    /// <summary>Yes.</summary>
    Unsafe,
}
