using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions and operators that ask about arrays: a list.</summary>
internal static class ArrayInspection
{
    public static void Length(CallFrame call)
    {
        if (TryDimension(call, out var array, out var dimension))
            call.Return(array.LengthOf(dimension));
    }

    public static void Lower(CallFrame call)
    {
        if (TryDimension(call, out var array, out var dimension))
            call.Return(array.LowerOf(dimension));
    }

    public static void Upper(CallFrame call)
    {
        if (TryDimension(call, out var array, out var dimension))
            call.Return(array.UpperOf(dimension));
    }

    public static void Dimensions(CallFrame call)
    {
        var array = new ArrayView(call.Bytes(0));
        if (array.Dimensions == 0)
        {
            call.ReturnNull();
            return;
        }

        for (var i = 0; i < array.Dimensions; i++)
        {
            call.Writer.Append((byte)'[');
            IntegerText.Write(call.Writer, array.LowerOf(i));
            call.Writer.Append((byte)':');
            IntegerText.Write(call.Writer, array.UpperOf(i));
            call.Writer.Append((byte)']');
        }

        call.ReturnWritten();
    }

    public static void DimensionCount(CallFrame call)
    {
        var array = new ArrayView(call.Bytes(0));
        if (array.Dimensions == 0)
            call.ReturnNull();
        else
            call.Return(array.Dimensions);
    }

    public static void Cardinality(CallFrame call) => call.Return(new ArrayView(call.Bytes(0)).Count);

    public static void Contains(CallFrame call) =>
        call.Return(ContainsAll(new ArrayView(call.Bytes(0)), new ArrayView(call.Bytes(1))));

    public static void Contained(CallFrame call) =>
        call.Return(ContainsAll(new ArrayView(call.Bytes(1)), new ArrayView(call.Bytes(0))));

    public static void Overlaps(CallFrame call)
    {
        var left = new ArrayView(call.Bytes(0));
        var right = new ArrayView(call.Bytes(1));
        for (var i = 0; i < right.Count; i++)
        {
            if (!right.IsNull(i) && Find(left, right[i]) >= 0)
            {
                call.Return(true);
                return;
            }
        }

        call.Return(false);
    }

    public static void Position(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var array = OneDimensional(call);
        var start = 0;
        if (call.Count > 2)
        {
            if (call.IsNull(2))
                throw ArrayErrors.InitialPositionNull();
            start = array.Count == 0 ? 0 : (int)Math.Clamp((long)call.Int32(2) - array.LowerOf(0), 0, array.Count);
        }

        var found = FindValue(call, array, start);
        if (found < 0)
            call.ReturnNull();
        else
            call.Return(array.LowerOf(0) + found);
    }

    public static void Positions(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var array = OneDimensional(call);
        var scratch = ArrayScratch.Of(call);
        for (var at = FindValue(call, array, 0); at >= 0; at = FindValue(call, array, at + 1))
            scratch.Builder.Add(Datum.FromInt64(array.LowerOf(0) + at));
        scratch.Return(call);
    }

    /// <summary>The number of the first element from <paramref name="start"/> on that equals argument 1, or is NULL as it is.</summary>
    private static int FindValue(CallFrame call, in ArrayView array, int start)
    {
        var isNull = call.IsNull(1);
        var raw = isNull ? default : ArrayScratch.Get(call).RawOf(call, 1);
        for (var i = start; i < array.Count; i++)
        {
            if (array.IsNull(i) ? isNull : !isNull && ElementCodec.Compare(array[i], raw, array.Element) == 0)
                return i;
        }

        return -1;
    }

    private static ArrayView OneDimensional(CallFrame call)
    {
        var array = new ArrayView(call.Bytes(0));
        return array.Dimensions > 1 ? throw ArrayErrors.SearchInMultidimensional() : array;
    }

    private static bool ContainsAll(in ArrayView container, in ArrayView elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements.IsNull(i) || Find(container, elements[i]) < 0)
                return false;
        }

        return true;
    }

    private static int Find(in ArrayView array, ReadOnlySpan<byte> raw)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (!array.IsNull(i) && ElementCodec.Compare(array[i], raw, array.Element) == 0)
                return i;
        }

        return -1;
    }

    /// <summary>The dimension that argument 1 names; answers NULL when there is none.</summary>
    private static bool TryDimension(CallFrame call, out ArrayView array, out int dimension)
    {
        array = new ArrayView(call.Bytes(0));
        dimension = call.Int32(1) - 1;
        if ((uint)dimension < (uint)array.Dimensions)
            return true;
        call.ReturnNull();
        return false;
    }
}
