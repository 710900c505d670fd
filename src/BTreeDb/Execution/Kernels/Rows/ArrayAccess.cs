using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// Subscripts and slices: a list. The arguments are the array, the assigned value if any, then one index per dimension, or
/// two bounds; a bound of type void is left out.
/// </summary>
internal static class ArrayAccess
{
    public static void Subscript(CallFrame call)
    {
        var array = new ArrayView(call.Bytes(0));
        Span<int> subscripts = stackalloc int[ArrayView.DimensionsMax];
        for (var i = 1; i < call.Count; i++)
            subscripts[i - 1] = call.Int32(i);
        var element = array.Find(subscripts[..(call.Count - 1)]);
        if (element < 0 || array.IsNull(element))
            call.ReturnNull();
        else if (call.ResultType.Physical == PhysicalType.Bytes)
            call.ReturnBytes(array[element]);
        else
            call.ReturnDatum(ElementCodec.Read(array[element], array.Element));
    }

    /// <summary>The part within the bounds, cut to what there is, its lower bounds set to 1.</summary>
    public static void Slice(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var array = new ArrayView(call.Bytes(0));
        var scratch = ArrayScratch.Of(call);
        var given = (call.Count - 1) / 2;
        Span<int> first = stackalloc int[ArrayView.DimensionsMax];
        Span<int> counts = stackalloc int[ArrayView.DimensionsMax];
        scratch.Shape.Clear();
        var isEmpty = array.Dimensions < given || array.Dimensions == 0;
        for (var i = 0; i < array.Dimensions && !isEmpty; i++)
        {
            long lower = array.LowerOf(i);
            long upper = array.UpperOf(i);
            if (i < given && !TryBounds(call, 1 + 2 * i, ref lower, ref upper))
            {
                call.ReturnNull();
                return;
            }

            lower = Math.Max(lower, array.LowerOf(i));
            upper = Math.Min(upper, array.UpperOf(i));
            isEmpty = upper < lower;
            first[i] = (int)(lower - array.LowerOf(i));
            counts[i] = isEmpty ? 0 : (int)(upper - lower + 1);
            scratch.Shape.Add(counts[i], 1);
        }

        if (!isEmpty)
            AddBox(scratch.Builder, array, 0, 0, first, counts);
        scratch.ReturnShaped(call);
    }

    /// <summary>Sets an element; an array of one dimension grows, the gap filled with NULL.</summary>
    public static void Assign(CallFrame call)
    {
        var scratch = ArrayScratch.Of(call);
        Span<int> subscripts = stackalloc int[ArrayView.DimensionsMax];
        var given = call.Count - 2;
        for (var i = 0; i < given; i++)
            subscripts[i] = call.IsNull(i + 2) ? throw ArrayErrors.NullSubscript() : call.Int32(i + 2);
        subscripts = subscripts[..given];
        var array = call.IsNull(0) ? default : new ArrayView(call.Bytes(0));
        if (call.IsNull(0) || array.Dimensions == 0)
        {
            scratch.Shape.Clear();
            foreach (var subscript in subscripts)
                scratch.Shape.Add(1, subscript);
            AddValue(scratch.Builder, call);
            scratch.ReturnShaped(call);
            return;
        }

        if (array.Dimensions != given)
            throw ArrayErrors.WrongSubscripts();
        scratch.Shape.Take(array);
        if (given == 1)
            AddExtended(scratch, call, array, subscripts[0]);
        else
            AddReplaced(scratch.Builder, call, array, array.Find(subscripts));
        scratch.ReturnShaped(call);
    }

    /// <summary>Sets the elements of a slice to those of another array.</summary>
    public static void AssignSlice(CallFrame call)
    {
        if (call.IsNull(1))
        {
            if (call.IsNull(0))
                call.ReturnNull();
            else
                call.ReturnArgument(0);
            return;
        }

        var scratch = ArrayScratch.Of(call);
        var source = new ArrayView(call.Bytes(1));
        if (call.IsNull(0) || new ArrayView(call.Bytes(0)).Dimensions == 0)
            SliceAssignment.IntoEmpty(scratch, call, source);
        else
            SliceAssignment.Into(scratch, call, new ArrayView(call.Bytes(0)), source);
        scratch.ReturnShaped(call);
    }

    /// <summary>Reads two bounds over their defaults; false when one of them is NULL.</summary>
    internal static bool TryBounds(CallFrame call, int argument, ref long lower, ref long upper)
    {
        if (call.TypeOf(argument).Id != TypeId.Void)
        {
            if (call.IsNull(argument))
                return false;
            lower = call.Int32(argument);
        }

        if (call.TypeOf(argument + 1).Id != TypeId.Void)
        {
            if (call.IsNull(argument + 1))
                return false;
            upper = call.Int32(argument + 1);
        }

        return true;
    }

    private static void AddBox(
        ArrayBuilder builder, in ArrayView array, int dimension, int index, ReadOnlySpan<int> first, ReadOnlySpan<int> counts)
    {
        if (dimension == array.Dimensions)
        {
            builder.AddFrom(array, index);
            return;
        }

        for (var i = 0; i < counts[dimension]; i++)
            AddBox(builder, array, dimension + 1, index * array.LengthOf(dimension) + first[dimension] + i, first, counts);
    }

    private static void AddExtended(ArrayScratch scratch, CallFrame call, in ArrayView array, int subscript)
    {
        var builder = scratch.Builder;
        var at = (long)subscript - array.LowerOf(0);
        if (at >= 0 && at < array.Count)
        {
            AddReplaced(builder, call, array, (int)at);
            return;
        }

        if (Math.Abs(at) + array.Count > ArrayView.CountMax)
            throw ArrayErrors.TooLarge();
        if (at < 0)
        {
            AddValue(builder, call);
            for (var i = at + 1; i < 0; i++)
                builder.AddNull();
            builder.AddAll(array);
        }
        else
        {
            builder.AddAll(array);
            for (var i = array.Count; i < at; i++)
                builder.AddNull();
            AddValue(builder, call);
        }

        scratch.Shape.Set(0, builder.Count, Math.Min(subscript, array.LowerOf(0)));
    }

    private static void AddReplaced(ArrayBuilder builder, CallFrame call, in ArrayView array, int index)
    {
        if (index < 0)
            throw ArrayErrors.SubscriptOutOfRange();
        for (var i = 0; i < array.Count; i++)
        {
            if (i == index)
                AddValue(builder, call);
            else
                builder.AddFrom(array, i);
        }
    }

    private static void AddValue(ArrayBuilder builder, CallFrame call)
    {
        var vector = call.Vector(1, out var index);
        ElementVector.Add(builder, vector, index);
    }
}
