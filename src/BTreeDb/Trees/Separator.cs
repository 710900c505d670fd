namespace BTreeDb.Trees;

/// <summary>Suffix truncation: a separator is no longer than it must be to part two neighbours.</summary>
internal static class Separator
{
    /// <summary>
    /// The length of the shortest beginning of <paramref name="upper"/> that is above <paramref name="lower"/>.
    /// </summary>
    /// <param name="lower">The highest key that stays left.</param>
    /// <param name="upper">The lowest key that goes right; above <paramref name="lower"/>.</param>
    public static int Length(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper) =>
        KeyBytes.CommonPrefix(lower, upper) + 1;
}
