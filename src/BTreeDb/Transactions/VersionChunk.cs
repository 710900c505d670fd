namespace BTreeDb.Transactions;

/// <summary>
/// A piece of a version arena: entries one behind the other, each knowing how far back the one before it begins, so that
/// the piece means the same wherever it lies.
/// </summary>
internal unsafe struct VersionChunk
{
    /// <summary>Its memory; null while it is in a file only.</summary>
    public byte* Memory;

    /// <summary>Size of the memory.</summary>
    public int Length;

    /// <summary>Bytes that entries take.</summary>
    public int Used;

    /// <summary>Where the newest entry begins; negative without entries.</summary>
    public int LastOffset;

    /// <summary>Where it lies in the file.</summary>
    public SpilledChunk Place;

    /// <summary>Whether only the file has it.</summary>
    public readonly bool IsSpilled => Memory == null;
}
