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

    /// <summary>The transaction's change before this one.</summary>
    public VersionEntry* Earlier;

    /// <summary>Who made the change.</summary>
    public ulong NewerStamp;

    /// <summary>Who wrote the version that was replaced; for an allocated page its number.</summary>
    public ulong OlderStamp;

    /// <summary>The transaction's log record before that of the change: what is left to undo after it.</summary>
    public ulong PreviousLsn;

    /// <summary>The tree.</summary>
    public uint Tree;

    /// <summary>Hash of tree and key.</summary>
    public uint Hash;

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

    /// <summary>The key. Lives as long as the transaction's arena.</summary>
    public static ReadOnlySpan<byte> Key(VersionEntry* entry) => new(entry + 1, entry->KeyLength);

    /// <summary>The replaced value. Lives as long as the transaction's arena.</summary>
    public static ReadOnlySpan<byte> Value(VersionEntry* entry) =>
        new((byte*)(entry + 1) + entry->KeyLength, entry->ValueLength);
}
