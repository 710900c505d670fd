using System.Runtime.InteropServices;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// One change of a transaction, in its arena: what it needs to take the change back, and for a replaced record the older
/// version that others may still see. Key and value bytes follow the struct. Never on disk.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VersionEntry
{
    /// <summary>The next entry in the bucket of the version store; newer changes of a key come first.</summary>
    public VersionEntry* Next;

    /// <summary>Who made the change.</summary>
    public ulong NewerStamp;

    /// <summary>Who wrote the version that was replaced; for an allocated page its number.</summary>
    public ulong OlderStamp;

    /// <summary>
    /// The transaction's log record before that of the change: what is left to undo after it. Once committed and put
    /// together with others' entries: the id of the transaction, for <see cref="NewerStamp"/> may have moved on.
    /// </summary>
    public ulong PreviousLsn;

    /// <summary>The tree.</summary>
    public uint Tree;

    /// <summary>Hash of tree and key.</summary>
    public uint Hash;

    /// <summary>How far before this one the transaction's change before it begins; 0 in the first of a chunk.</summary>
    public uint EarlierDistance;

    /// <summary>Length of the key behind the struct.</summary>
    public ushort KeyLength;

    /// <summary>Length of the value behind the key.</summary>
    public ushort ValueLength;

    /// <summary>What was done.</summary>
    public VersionKind Kind;

    /// <summary>Flags of the version that was replaced.</summary>
    public RecordFlags OlderFlags;

    /// <summary>Whether readers find the entry in the version store.</summary>
    public bool IsLinked;

    /// <summary>Whether readers find the version in temporary files, too.</summary>
    public bool IsSpilled;

    /// <summary>The transaction's change before this one, in the same chunk; null if the entry is the chunk's first.</summary>
    public static VersionEntry* Earlier(VersionEntry* entry) =>
        entry->EarlierDistance == 0 ? null : (VersionEntry*)((byte*)entry - entry->EarlierDistance);

    /// <summary>The key. Lives as long as the transaction's arena.</summary>
    public static ReadOnlySpan<byte> Key(VersionEntry* entry) => new(entry + 1, entry->KeyLength);

    /// <summary>The replaced value. Lives as long as the transaction's arena.</summary>
    public static ReadOnlySpan<byte> Value(VersionEntry* entry) =>
        new((byte*)(entry + 1) + entry->KeyLength, entry->ValueLength);
}
