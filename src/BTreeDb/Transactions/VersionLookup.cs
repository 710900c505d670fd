namespace BTreeDb.Transactions;

/// <summary>What the version store knows about a key for a snapshot.</summary>
internal enum VersionLookup
{
    /// <summary>No version that the snapshot sees is in the store.</summary>
    Unknown,

    /// <summary>The snapshot sees no record of the key.</summary>
    Absent,

    /// <summary>The snapshot sees the version found.</summary>
    Found,
}
