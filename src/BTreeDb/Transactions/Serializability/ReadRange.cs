namespace BTreeDb.Transactions.Serializability;

/// <summary>A range of keys that was read.</summary>
internal sealed class ReadRange(byte[] lower, byte[]? upper)
{
    /// <summary>The first key in it; empty for the least of all.</summary>
    public byte[] Lower { get; } = lower;

    /// <summary>The first key behind it; null for none.</summary>
    public byte[]? Upper { get; } = upper;

    /// <summary>Whether it covers the whole tree.</summary>
    public bool IsWhole => Lower.Length == 0 && Upper is null;

    /// <summary>Whether a key is in it.</summary>
    public bool Contains(ReadOnlySpan<byte> key) =>
        key.SequenceCompareTo(Lower) >= 0 && (Upper is null || key.SequenceCompareTo(Upper) < 0);
}
