using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The shapes of arrays that are made of others.</summary>
internal static class ArrayJoin
{
    /// <summary>
    /// The shape of two arrays after each other: they have the same inner dimensions, or one of them is an item of the other.
    /// </summary>
    public static void SetShape(ArrayShape shape, in ArrayView left, in ArrayView right)
    {
        var difference = left.Dimensions - right.Dimensions;
        if (Math.Abs(difference) > 1)
        {
            throw ArrayErrors.CannotConcatenate(
                $"Arrays of {left.Dimensions} and {right.Dimensions} dimensions are not compatible for concatenation.");
        }

        shape.Take(difference < 0 ? right : left);
        var length = difference switch
        {
            0 => left.LengthOf(0) + right.LengthOf(0),
            < 0 => right.LengthOf(0) + 1,
            _ => left.LengthOf(0) + 1,
        };
        shape.Set(0, length, shape.Lowers[0]);
        for (var i = 1; i < shape.Dimensions; i++)
        {
            var leftLength = left.LengthOf(difference < 0 ? i - 1 : i);
            var rightLength = right.LengthOf(difference > 0 ? i - 1 : i);
            if (leftLength != rightLength)
            {
                throw ArrayErrors.CannotConcatenate(difference == 0
                    ? "Arrays with differing element dimensions are not compatible for concatenation."
                    : "Arrays with differing dimensions are not compatible for concatenation.");
            }
        }
    }

    /// <summary>The shape that an array of lengths and maybe one of lower bounds describe.</summary>
    public static void SetShape(ArrayShape shape, in ArrayView lengths, ReadOnlySpan<byte> lowers)
    {
        shape.Clear();
        if (lengths.Dimensions > 1)
            throw ArrayErrors.WrongShapeArray();
        if (lengths.Count > ArrayView.DimensionsMax)
            throw ArrayErrors.TooManyDimensions(lengths.Count);
        if (lowers.Length > 0 && new ArrayView(lowers).Count != lengths.Count)
            throw ArrayErrors.WrongBoundArray();
        for (var i = 0; i < lengths.Count; i++)
        {
            var length = ReadInt32(lengths, i);
            if (length < 0)
                throw ArrayErrors.TooLarge();
            shape.Add(length, lowers.Length == 0 ? 1 : ReadInt32(new ArrayView(lowers), i));
        }
    }

    private static int ReadInt32(in ArrayView array, int index) => array.IsNull(index)
        ? throw ArrayErrors.DimensionValueNull()
        : ElementCodec.ReadRaw<int>(array[index]);
}
