using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Assignment to slices, whose bounds begin at argument 2.</summary>
internal static class SliceAssignment
{
    private const int FirstBound = 2;

    /// <summary>The slice becomes the whole array; all bounds must be there.</summary>
    public static void IntoEmpty(ArrayScratch scratch, CallFrame call, in ArrayView source)
    {
        scratch.Shape.Clear();
        for (var argument = FirstBound; argument < call.Count; argument += 2)
        {
            if (call.TypeOf(argument).Id == TypeId.Void || call.TypeOf(argument + 1).Id == TypeId.Void)
                throw ArrayErrors.MissingBound();
            var (lower, upper) = Bounds(call, argument, 0, 0);
            if (upper < lower)
                throw ArrayErrors.UpperBelowLower();
            scratch.Shape.Add(checked((int)Math.Min(upper - lower + 1, int.MaxValue)), (int)lower);
        }

        AddFrom(scratch.Builder, source, scratch.Shape.Count);
    }

    /// <summary>An array of one dimension grows; others must hold the slice.</summary>
    public static void Into(ArrayScratch scratch, CallFrame call, in ArrayView array, in ArrayView source)
    {
        var given = (call.Count - FirstBound) / 2;
        if (array.Dimensions < given)
            throw ArrayErrors.WrongSubscripts();
        scratch.Shape.Take(array);
        if (array.Dimensions == 1)
        {
            IntoLine(scratch, call, array, source);
            return;
        }

        Span<long> lowers = stackalloc long[ArrayView.DimensionsMax];
        Span<long> uppers = stackalloc long[ArrayView.DimensionsMax];
        long wanted = 1;
        for (var i = 0; i < array.Dimensions; i++)
        {
            (lowers[i], uppers[i]) = i < given
                ? Bounds(call, FirstBound + 2 * i, array.LowerOf(i), array.UpperOf(i))
                : (array.LowerOf(i), array.UpperOf(i));
            if (uppers[i] < lowers[i])
                throw ArrayErrors.UpperBelowLower();
            if (lowers[i] < array.LowerOf(i) || uppers[i] > array.UpperOf(i))
                throw ArrayErrors.SubscriptOutOfRange();
            wanted *= uppers[i] - lowers[i] + 1;
        }

        if (source.Count < wanted)
            throw ArrayErrors.SourceTooSmall();
        var next = 0;
        for (var i = 0; i < array.Count; i++)
        {
            if (IsInside(array, i, lowers, uppers))
                scratch.Builder.AddFrom(source, next++);
            else
                scratch.Builder.AddFrom(array, i);
        }
    }

    private static void IntoLine(ArrayScratch scratch, CallFrame call, in ArrayView array, in ArrayView source)
    {
        var (lower, upper) = Bounds(call, FirstBound, array.LowerOf(0), array.UpperOf(0));
        if (upper < lower)
            throw ArrayErrors.UpperBelowLower();
        var wanted = upper - lower + 1;
        if (source.Count < wanted)
            throw ArrayErrors.SourceTooSmall();
        var first = Math.Min(lower, array.LowerOf(0));
        var last = Math.Max(upper, array.UpperOf(0));
        if (last - first >= ArrayView.CountMax)
            throw ArrayErrors.TooLarge();
        for (var at = first; at <= last; at++)
        {
            if (at >= lower && at <= upper)
                scratch.Builder.AddFrom(source, (int)(at - lower));
            else if (at >= array.LowerOf(0) && at <= array.UpperOf(0))
                scratch.Builder.AddFrom(array, (int)(at - array.LowerOf(0)));
            else
                scratch.Builder.AddNull();
        }

        scratch.Shape.Set(0, scratch.Builder.Count, (int)first);
    }

    private static bool IsInside(in ArrayView array, int index, ReadOnlySpan<long> lowers, ReadOnlySpan<long> uppers)
    {
        for (var i = array.Dimensions - 1; i >= 0; i--)
        {
            var subscript = array.LowerOf(i) + index % array.LengthOf(i);
            index /= array.LengthOf(i);
            if (subscript < lowers[i] || subscript > uppers[i])
                return false;
        }

        return true;
    }

    private static (long Lower, long Upper) Bounds(CallFrame call, int argument, long lower, long upper) =>
        ArrayAccess.TryBounds(call, argument, ref lower, ref upper) ? (lower, upper) : throw ArrayErrors.NullSubscript();

    private static void AddFrom(ArrayBuilder builder, in ArrayView source, int count)
    {
        if (source.Count < count)
            throw ArrayErrors.SourceTooSmall();
        for (var i = 0; i < count; i++)
            builder.AddFrom(source, i);
    }
}
