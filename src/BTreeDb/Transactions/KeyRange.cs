namespace BTreeDb.Transactions;

/// <summary>Which keys a cursor visits, and in which order. A default value is all keys, ascending.</summary>
internal readonly ref struct KeyRange
{
    /// <summary>Whether there is a lower bound.</summary>
    public bool HasLower { get; init; }

    /// <summary>The lower bound.</summary>
    public ReadOnlySpan<byte> Lower { get; init; }

    /// <summary>Whether the lower bound itself is outside.</summary>
    public bool LowerExclusive { get; init; }

    /// <summary>Whether there is an upper bound.</summary>
    public bool HasUpper { get; init; }

    /// <summary>The upper bound.</summary>
    public ReadOnlySpan<byte> Upper { get; init; }

    /// <summary>Whether the upper bound itself is outside.</summary>
    public bool UpperExclusive { get; init; }

    /// <summary>Whether the highest key comes first.</summary>
    public bool Reverse { get; init; }

    /// <summary>All keys, ascending.</summary>
    public static KeyRange All => default;

    /// <summary>One key.</summary>
    public static KeyRange Point(ReadOnlySpan<byte> key) =>
        new() { HasLower = true, Lower = key, HasUpper = true, Upper = key };

    /// <summary>The keys from one up to another, both included unless said otherwise.</summary>
    public static KeyRange Between(
        ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, bool lowerExclusive = false, bool upperExclusive = false) =>
        new()
        {
            HasLower = true,
            Lower = lower,
            LowerExclusive = lowerExclusive,
            HasUpper = true,
            Upper = upper,
            UpperExclusive = upperExclusive,
        };

    /// <summary>The keys from one on.</summary>
    public static KeyRange From(ReadOnlySpan<byte> lower, bool exclusive = false) =>
        new() { HasLower = true, Lower = lower, LowerExclusive = exclusive };

    /// <summary>The keys up to one.</summary>
    public static KeyRange To(ReadOnlySpan<byte> upper, bool exclusive = false) =>
        new() { HasUpper = true, Upper = upper, UpperExclusive = exclusive };

    /// <summary>The same keys, the highest first.</summary>
    public KeyRange Descending() => new()
    {
        HasLower = HasLower,
        Lower = Lower,
        LowerExclusive = LowerExclusive,
        HasUpper = HasUpper,
        Upper = Upper,
        UpperExclusive = UpperExclusive,
        Reverse = true,
    };
}
