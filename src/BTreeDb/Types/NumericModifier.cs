namespace BTreeDb.Types;

/// <summary>The modifier of <c>numeric(p, s)</c>: precision in the upper half, scale (signed) in the lower.</summary>
internal static class NumericModifier
{
    /// <summary>The largest declared precision.</summary>
    public const int PrecisionMax = 1000;

    public static int Make(int precision, int scale) => precision << 16 | (scale & 0xFFFF);

    public static int Precision(int modifier) => modifier >> 16;

    public static int Scale(int modifier) => (short)modifier;
}
