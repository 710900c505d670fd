using System.Numerics;

namespace BTreeDb.Types;

/// <summary>Powers of ten and decimal digit counts, the small change of decimal arithmetic.</summary>
internal static class PowersOfTen
{
    /// <summary>The largest exponent whose power fits a <see cref="long"/>.</summary>
    public const int LongExponentMax = 18;

    /// <summary>The largest exponent whose power fits an <see cref="UInt128"/>.</summary>
    public const int WideExponentMax = 38;

    private const int CachedCount = 256;

    private static readonly long[] Longs = MakeLongs();
    private static readonly UInt128[] Wides = MakeWides();
    private static readonly BigInteger[] Bigs = MakeBigs();

    public static long Long(int exponent) => Longs[exponent];

    public static UInt128 Wide(int exponent) => Wides[exponent];

    public static BigInteger Big(int exponent) =>
        exponent < CachedCount ? Bigs[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>Decimal digits of a magnitude; zero has one.</summary>
    public static int CountDigits(ulong magnitude)
    {
        var estimate = (64 - BitOperations.LeadingZeroCount(magnitude | 1)) * 1233 >> 12;
        return estimate <= LongExponentMax && magnitude < (ulong)Longs[estimate] ? Math.Max(estimate, 1)
            : estimate == LongExponentMax + 1 && magnitude < 10_000_000_000_000_000_000UL ? estimate
            : estimate + 1;
    }

    /// <summary>Decimal digits of a non-negative big magnitude; zero has one.</summary>
    public static int CountDigits(BigInteger magnitude)
    {
        if (magnitude.IsZero)
            return 1;
        var estimate = (int)((magnitude.GetBitLength() - 1) * 0.30102999566398120);
        while (magnitude >= Big(estimate))
            estimate++;
        return Math.Max(estimate, 1);
    }

    private static long[] MakeLongs()
    {
        var powers = new long[LongExponentMax + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static UInt128[] MakeWides()
    {
        var powers = new UInt128[WideExponentMax + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static BigInteger[] MakeBigs()
    {
        var powers = new BigInteger[CachedCount];
        powers[0] = BigInteger.One;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
