using BTreeDb.Catalog;

namespace BTreeDb.Planning.Costing;

/// <summary>Shares of rows by the statistics of one column; NULLs satisfy nothing.</summary>
internal static class ValueDistribution
{
    /// <summary>The share of rows that have a value, given as a key.</summary>
    public static double Equal(ColumnStatistics statistics, ReadOnlySpan<byte> key)
    {
        foreach (var common in statistics.Common)
        {
            if (key.SequenceEqual(common.Key))
                return common.Share;
        }

        var others = statistics.DistinctCount - statistics.Common.Length;
        return others < 0.5 ? 0 : statistics.RestShare / Math.Max(1, others);
    }

    /// <summary>The share of rows that have some value which is not known before the execution.</summary>
    public static double EqualUnknown(ColumnStatistics statistics) => (1 - statistics.NullShare) / statistics.DistinctCount;

    /// <summary>The share of rows below a value.</summary>
    public static double Below(ColumnStatistics statistics, ReadOnlySpan<byte> key, bool isInclusive)
    {
        var share = 0.0;
        foreach (var common in statistics.Common)
        {
            var order = common.Key.AsSpan().SequenceCompareTo(key);
            if (order < 0 || (order == 0 && isInclusive))
                share += common.Share;
        }

        return share + (statistics.RestShare * BelowBounds(statistics, key));
    }

    /// <summary>The share of the histogram below a value: whole ranges, and the part of one that the value's bytes tell.</summary>
    private static double BelowBounds(ColumnStatistics statistics, ReadOnlySpan<byte> key)
    {
        var bounds = statistics.Bounds;
        if (bounds.Length < 2)
            return 0.5;
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bounds[middle].AsSpan().SequenceCompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return 0;
        return low == bounds.Length
            ? 1
            : (low - 1 + Part(bounds[low - 1], bounds[low], key)) / (bounds.Length - 1);
    }

    /// <summary>Where a key lies between two others, read as fractions from the first byte on that differs.</summary>
    private static double Part(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high, ReadOnlySpan<byte> key)
    {
        var start = low.CommonPrefixLength(high);
        var (from, to) = (Fraction(low, start), Fraction(high, start));
        return to <= from ? 0.5 : Math.Clamp((Fraction(key, start) - from) / (to - from), 0, 1);
    }

    private static double Fraction(ReadOnlySpan<byte> key, int start)
    {
        var value = 0.0;
        var unit = 1.0;
        for (var i = start; i < start + 7; i++)
        {
            unit /= 256;
            value += unit * (i < key.Length ? key[i] : 0);
        }

        return value;
    }
}
