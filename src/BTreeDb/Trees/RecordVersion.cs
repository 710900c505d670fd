using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>What a leaf says about a record besides key and value: who wrote it, and its flags.</summary>
internal readonly record struct RecordVersion(TransactionId Stamp, RecordFlags Flags)
{
    /// <summary>Whether the record is deleted.</summary>
    public bool IsGhost => (Flags & RecordFlags.Ghost) != 0;

    /// <summary>Whether nothing older than this version exists.</summary>
    public bool IsFresh => (Flags & RecordFlags.Fresh) != 0;

    /// <summary>Whether the value in the leaf is a reference to a chain.</summary>
    public bool IsOverflow => (Flags & RecordFlags.Overflow) != 0;
}
