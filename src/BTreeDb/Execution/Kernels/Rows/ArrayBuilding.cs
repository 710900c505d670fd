using BTreeDb.Execution.Vectors;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions that make arrays of elements and other arrays: a list.</summary>
internal static class ArrayBuilding
{
    /// <summary>ARRAY[...] over elements.</summary>
    public static void Make(CallFrame call)
    {
        var scratch = ArrayScratch.Of(call);
        for (var i = 0; i < call.Count; i++)
            AddArgument(scratch.Builder, call, i);
        scratch.Return(call);
    }

    /// <summary>ARRAY[...] over arrays of one shape, which become one dimension more. NULL counts as an empty array.</summary>
    public static void Nest(CallFrame call)
    {
        var scratch = ArrayScratch.Of(call);
        var empty = 0;
        ArrayView first = default;
        for (var i = 0; i < call.Count; i++)
        {
            var array = call.IsNull(i) ? default : new ArrayView(call.Bytes(i));
            if (call.IsNull(i) || array.Count == 0)
            {
                empty++;
                continue;
            }

            if (i == empty)
                first = array;
            else if (!array.HasShapeOf(first))
                throw ArrayErrors.UnequalDimensions();
            scratch.Builder.AddAll(array);
        }

        if (empty > 0 && empty < call.Count)
            throw ArrayErrors.UnequalDimensions();
        SetNested(scratch.Shape, call.Count, first, isEmpty: empty == call.Count);
        scratch.ReturnShaped(call);
    }

    public static void Append(CallFrame call)
    {
        var scratch = ArrayScratch.Of(call);
        var lower = AddLine(scratch.Builder, call, 0);
        AddArgument(scratch.Builder, call, 1);
        scratch.Return(call, lower);
    }

    public static void Prepend(CallFrame call)
    {
        var scratch = ArrayScratch.Of(call);
        AddArgument(scratch.Builder, call, 0);
        scratch.Return(call, AddLine(scratch.Builder, call, 1));
    }

    public static void Concatenate(CallFrame call)
    {
        if (call.IsNull(0) || call.IsNull(1))
        {
            if (call.IsNull(0) && call.IsNull(1))
                call.ReturnNull();
            else
                call.ReturnArgument(call.IsNull(0) ? 1 : 0);
            return;
        }

        var left = new ArrayView(call.Bytes(0));
        var right = new ArrayView(call.Bytes(1));
        if (left.Count == 0 || right.Count == 0)
        {
            call.ReturnArgument(left.Count == 0 ? 1 : 0);
            return;
        }

        var scratch = ArrayScratch.Of(call);
        ArrayJoin.SetShape(scratch.Shape, left, right);
        scratch.Builder.AddAll(left);
        scratch.Builder.AddAll(right);
        scratch.ReturnShaped(call);
    }

    /// <summary>array_remove; under a collation, what is compared instead of both arguments follows them.</summary>
    public static void Remove(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var array = new ArrayView(call.Bytes(0));
        if (array.Dimensions > 1)
            throw ArrayErrors.RemoveFromMultidimensional();
        var scratch = ArrayScratch.Of(call);
        var compared = call.Count > 2 ? new ArrayView(call.Bytes(2)) : array;
        for (var i = 0; i < array.Count; i++)
        {
            if (!EqualsArgument(scratch, call, compared, i, call.Count > 2 ? 3 : 1))
                scratch.Builder.AddFrom(array, i);
        }

        scratch.Return(call, array.Count == 0 ? 1 : array.LowerOf(0));
    }

    /// <summary>array_replace; under a collation, what is compared instead of the first two arguments follows.</summary>
    public static void Replace(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var array = new ArrayView(call.Bytes(0));
        var scratch = ArrayScratch.Of(call);
        var compared = call.Count > 3 ? new ArrayView(call.Bytes(3)) : array;
        for (var i = 0; i < array.Count; i++)
        {
            if (EqualsArgument(scratch, call, compared, i, call.Count > 3 ? 4 : 1))
                AddArgument(scratch.Builder, call, 2);
            else
                scratch.Builder.AddFrom(array, i);
        }

        scratch.Shape.Take(array);
        scratch.ReturnShaped(call);
    }

    public static void Fill(CallFrame call)
    {
        if (call.IsNull(1) || (call.Count > 2 && call.IsNull(2)))
            throw ArrayErrors.DimensionsNull();
        var lengths = new ArrayView(call.Bytes(1));
        var scratch = ArrayScratch.Of(call);
        ArrayJoin.SetShape(scratch.Shape, lengths, call.Count > 2 ? call.Bytes(2) : default);
        var count = scratch.Shape.Count;
        for (var i = 0; i < count; i++)
            AddArgument(scratch.Builder, call, 0);
        scratch.ReturnShaped(call);
    }

    public static void Trim(CallFrame call)
    {
        var array = new ArrayView(call.Bytes(0));
        var length = array.Dimensions == 0 ? 0 : array.LengthOf(0);
        var trimmed = call.Int32(1);
        if (trimmed < 0 || trimmed > length)
            throw ArrayErrors.TrimCount(length);
        var scratch = ArrayScratch.Of(call);
        var kept = length == 0 ? 0 : array.Count / length * (length - trimmed);
        for (var i = 0; i < kept; i++)
            scratch.Builder.AddFrom(array, i);
        scratch.Shape.Clear();
        for (var i = 0; i < array.Dimensions; i++)
            scratch.Shape.Add(i == 0 ? length - trimmed : array.LengthOf(i), 1);
        scratch.ReturnShaped(call);
    }

    private static void SetNested(ArrayShape shape, int count, in ArrayView inner, bool isEmpty)
    {
        shape.Clear();
        if (isEmpty)
            return;
        shape.Add(count, 1);
        for (var i = 0; i < inner.Dimensions; i++)
            shape.Add(inner.LengthOf(i), inner.LowerOf(i));
    }

    private static void AddArgument(ArrayBuilder builder, CallFrame call, int argument)
    {
        var vector = call.Vector(argument, out var index);
        ElementVector.Add(builder, vector, index);
    }

    /// <summary>Adds the elements of an argument of one dimension or none; returns its lower bound.</summary>
    private static int AddLine(ArrayBuilder builder, CallFrame call, int argument)
    {
        if (call.IsNull(argument))
            return 1;
        var array = new ArrayView(call.Bytes(argument));
        if (array.Dimensions > 1)
            throw ArrayErrors.NotOneDimensional();
        builder.AddAll(array);
        return array.Count == 0 ? 1 : array.LowerOf(0);
    }

    private static bool EqualsArgument(ArrayScratch scratch, CallFrame call, in ArrayView array, int index, int argument)
    {
        if (array.IsNull(index) || call.IsNull(argument))
            return array.IsNull(index) && call.IsNull(argument);
        return ElementCodec.Compare(array[index], scratch.RawOf(call, argument), array.Element) == 0;
    }
}
