namespace BTreeDb.Primitives;

/// <summary>
/// Identifies a transaction that writes. Assigned at its first write, ascending, never reused; stored in 48 bits as
/// the stamp of every record version it writes. Zero means "none".
/// </summary>
internal readonly record struct TransactionId(ulong Value) : IComparable<TransactionId>
{
    /// <summary>The largest id that the 48 bits of a stamp can hold.</summary>
    public const ulong MaxValue = (1UL << 48) - 1;

    /// <summary>No transaction.</summary>
    public static TransactionId None => default;

    /// <summary>True when this names no transaction.</summary>
    public bool IsNone => Value == 0;

    /// <inheritdoc/>
    public int CompareTo(TransactionId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
