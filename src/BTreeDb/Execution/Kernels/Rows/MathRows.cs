using System.Globalization;
using BTreeDb.Execution.Expressions;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Scales, buckets, counts of NULL and the seed of random numbers: a list.</summary>
internal static class MathRows
{
    public static void Scale(CallFrame call)
    {
        if (call.Numeric(0).IsFinite)
            call.Return(call.Numeric(0).Scale);
        else
            call.ReturnNull();
    }

    public static void MinScale(CallFrame call)
    {
        if (call.Numeric(0).IsFinite)
            call.Return(call.Numeric(0).TrimScale().Scale);
        else
            call.ReturnNull();
    }

    public static void TrimScale(CallFrame call) =>
        call.Return(call.Numeric(0).IsFinite ? call.Numeric(0).TrimScale() : call.Numeric(0));

    public static void BucketOfDouble(CallFrame call)
    {
        var (operand, low, high, count) = (call.Double(0), call.Double(1), call.Double(2), call.Int32(3));
        if (count <= 0)
            throw MathErrors.BucketCount();
        if (double.IsNaN(operand) || double.IsNaN(low) || double.IsNaN(high))
            throw MathErrors.BucketNaN();
        if (double.IsInfinity(low) || double.IsInfinity(high))
            throw MathErrors.BucketInfinite();
        if (low == high)
            throw MathErrors.BucketEmpty();
        var isReversed = low > high;
        if (isReversed ? operand > low : operand < low)
            call.Return(0);
        else if (isReversed ? operand <= high : operand >= high)
            call.Return(count < int.MaxValue ? count + 1 : throw TypeErrors.OutOfRange("integer"));
        else
            call.Return((int)Math.Min(Math.Floor(count * ((operand - low) / (high - low))), count - 1) + 1);
    }

    public static void BucketOfNumeric(CallFrame call)
    {
        var (operand, low, high, count) = (call.Numeric(0), call.Numeric(1), call.Numeric(2), call.Int32(3));
        if (count <= 0)
            throw MathErrors.BucketCount();
        if (operand.IsNaN || low.IsNaN || high.IsNaN)
            throw MathErrors.BucketNaN();
        if (!low.IsFinite || !high.IsFinite)
            throw MathErrors.BucketInfinite();
        var direction = low.CompareTo(high);
        if (direction == 0)
            throw MathErrors.BucketEmpty();
        if (direction < 0 ? operand < low : operand > low)
        {
            call.Return(0);
            return;
        }

        if (direction < 0 ? operand >= high : operand <= high)
        {
            call.Return(count < int.MaxValue ? count + 1 : throw TypeErrors.OutOfRange("integer"));
            return;
        }

        var bucket = NumericArithmetic.DivideTruncated((operand - low) * Numeric.FromInt64(count), high - low);
        call.Return((int)NumericCasts.ToInt64(bucket) + 1);
    }

    /// <summary>width_bucket(operand, thresholds): how many thresholds are not above the operand.</summary>
    public static void BucketOfThresholds(CallFrame call)
    {
        var thresholds = new ArrayView(call.Bytes(1));
        if (thresholds.Dimensions > 1)
            throw MathErrors.ThresholdDimensions();
        var raw = ArrayScratch.Get(call).RawOf(call, 0);
        var (low, high) = (0, thresholds.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (thresholds.IsNull(middle))
                throw MathErrors.ThresholdNull();
            if (ElementCodec.Compare(raw, thresholds[middle], thresholds.Element) < 0)
                high = middle;
            else
                low = middle + 1;
        }

        call.Return(low);
    }

    public static void CountNulls(CallFrame call) => call.Return(Nulls(call));

    public static void CountValues(CallFrame call) => call.Return(call.Count - Nulls(call));

    public static void SetSeed(CallFrame call)
    {
        var seed = call.Double(0);
        if (double.IsNaN(seed) || seed is < -1 or > 1)
            throw MathErrors.Seed(seed.ToString("G", CultureInfo.InvariantCulture));
        (call.Context.Random as SeededRandom)?.Seed(seed);
        call.ReturnBytes(default);
    }

    private static int Nulls(CallFrame call)
    {
        var count = 0;
        for (var i = 0; i < call.Count; i++)
            count += call.IsNull(i) ? 1 : 0;
        return count;
    }
}
