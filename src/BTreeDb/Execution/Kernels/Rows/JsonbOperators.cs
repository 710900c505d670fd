using BTreeDb.Types;
using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The operators of jsonb that test, join and delete: a list.</summary>
internal static class JsonbOperators
{
    public static void Contains(CallFrame call) =>
        call.Return(Contains(new JsonbView(call.Bytes(0)), new JsonbView(call.Bytes(1)), isTop: true));

    public static void Contained(CallFrame call) =>
        call.Return(Contains(new JsonbView(call.Bytes(1)), new JsonbView(call.Bytes(0)), isTop: true));

    public static void Exists(CallFrame call) => call.Return(HasKey(new JsonbView(call.Bytes(0)), call.Bytes(1)));

    public static void ExistsAny(CallFrame call) => call.Return(HasKeys(call, all: false));

    public static void ExistsAll(CallFrame call) => call.Return(HasKeys(call, all: true));

    /// <summary>Objects are merged, the right one's members winning; everything else is joined as arrays.</summary>
    public static void Concatenate(CallFrame call)
    {
        var left = new JsonbView(call.Bytes(0));
        var right = new JsonbView(call.Bytes(1));
        var builder = Begin(call);
        if (left.Kind == JsonKind.Object && right.Kind == JsonKind.Object)
        {
            builder.BeginObject();
            AddMembers(builder, left);
            AddMembers(builder, right);
        }
        else
        {
            builder.BeginArray();
            AddElements(builder, left);
            AddElements(builder, right);
        }

        builder.End();
        call.ReturnBytes(builder.Result);
    }

    /// <summary><c>-</c> with a name.</summary>
    public static void DeleteKey(CallFrame call)
    {
        var value = Container(call);
        var builder = Begin(call);
        Open(builder, value);
        for (var i = 0; i < value.Count; i++)
        {
            if (!IsNamed(value, i, call.Bytes(1)))
                AddPart(builder, value, i);
        }

        builder.End();
        call.ReturnBytes(builder.Result);
    }

    /// <summary><c>-</c> with several names.</summary>
    public static void DeleteKeys(CallFrame call)
    {
        var value = Container(call);
        var keys = new ArrayView(call.Bytes(1));
        var builder = Begin(call);
        Open(builder, value);
        for (var i = 0; i < value.Count; i++)
        {
            var isNamed = false;
            for (var k = 0; k < keys.Count && !isNamed; k++)
                isNamed = !keys.IsNull(k) && IsNamed(value, i, keys[k]);
            if (!isNamed)
                AddPart(builder, value, i);
        }

        builder.End();
        call.ReturnBytes(builder.Result);
    }

    /// <summary><c>-</c> with an element's number.</summary>
    public static void DeleteElement(CallFrame call)
    {
        var value = Container(call);
        if (value.Kind == JsonKind.Object)
            throw JsonErrors.CannotDelete("from object using integer index");
        var index = call.Int32(1) < 0 ? call.Int32(1) + value.Count : call.Int32(1);
        var builder = Begin(call);
        builder.BeginArray();
        for (var i = 0; i < value.Count; i++)
        {
            if (i != index)
                builder.Add(value[i].Bytes);
        }

        builder.End();
        call.ReturnBytes(builder.Result);
    }

    /// <summary>A builder that is kept between rows.</summary>
    public static JsonbBuilder Begin(CallFrame call)
    {
        var builder = (JsonbBuilder)(call.Cache ??= new JsonbBuilder());
        builder.Reset();
        return builder;
    }

    /// <summary>Opens a container of the same kind.</summary>
    public static void Open(JsonbBuilder builder, in JsonbView like)
    {
        if (like.Kind == JsonKind.Object)
            builder.BeginObject();
        else
            builder.BeginArray();
    }

    /// <summary>Adds a member or element as it is.</summary>
    public static void AddPart(JsonbBuilder builder, in JsonbView container, int index)
    {
        if (container.Kind == JsonKind.Object)
            builder.AddKey(container.KeyAt(index));
        builder.Add(container[index].Bytes);
    }

    private static JsonbView Container(CallFrame call)
    {
        var value = new JsonbView(call.Bytes(0));
        return value.IsContainer ? value : throw JsonErrors.CannotDelete("from scalar");
    }

    private static void AddMembers(JsonbBuilder builder, in JsonbView value)
    {
        for (var i = 0; i < value.Count; i++)
            AddPart(builder, value, i);
    }

    private static void AddElements(JsonbBuilder builder, in JsonbView value)
    {
        if (value.Kind == JsonKind.Array)
            AddMembers(builder, value);
        else
            builder.Add(value.Bytes);
    }

    private static bool IsNamed(in JsonbView container, int index, ReadOnlySpan<byte> key) =>
        container.Kind == JsonKind.Object
            ? container.KeyAt(index).SequenceEqual(key)
            : container[index].Kind == JsonKind.String && container[index].Text.SequenceEqual(key);

    private static bool HasKeys(CallFrame call, bool all)
    {
        var value = new JsonbView(call.Bytes(0));
        var keys = new ArrayView(call.Bytes(1));
        for (var i = 0; i < keys.Count; i++)
        {
            if (!keys.IsNull(i) && HasKey(value, keys[i]) != all)
                return !all;
        }

        return all;
    }

    private static bool HasKey(in JsonbView value, ReadOnlySpan<byte> key)
    {
        if (value.Kind == JsonKind.Object)
            return value.Find(key) >= 0;
        if (value.Kind == JsonKind.String)
            return value.Text.SequenceEqual(key);
        for (var i = 0; i < value.Count; i++)
        {
            if (value[i].Kind == JsonKind.String && value[i].Text.SequenceEqual(key))
                return true;
        }

        return false;
    }

    /// <summary>Whether a value has all parts of another; at the top an array may contain a scalar.</summary>
    private static bool Contains(in JsonbView container, in JsonbView contained, bool isTop)
    {
        if (container.Kind == JsonKind.Object && contained.Kind == JsonKind.Object)
            return ContainsMembers(container, contained);
        if (container.Kind == JsonKind.Array && contained.Kind == JsonKind.Array)
            return ContainsElements(container, contained);
        if (isTop && container.Kind == JsonKind.Array && !contained.IsContainer)
            return HasElement(container, contained);
        return !container.IsContainer && !contained.IsContainer && JsonbOrder.Compare(container, contained) == 0;
    }

    private static bool ContainsMembers(in JsonbView container, in JsonbView contained)
    {
        Diagnostics.StackDepth.Ensure();
        for (var i = 0; i < contained.Count; i++)
        {
            var member = container.Find(contained.KeyAt(i));
            if (member < 0 || !Contains(container[member], contained[i], isTop: false))
                return false;
        }

        return true;
    }

    private static bool ContainsElements(in JsonbView container, in JsonbView contained)
    {
        Diagnostics.StackDepth.Ensure();
        for (var i = 0; i < contained.Count; i++)
        {
            if (!HasElement(container, contained[i]))
                return false;
        }

        return true;
    }

    private static bool HasElement(in JsonbView array, in JsonbView wanted)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (Contains(array[i], wanted, isTop: false))
                return true;
        }

        return false;
    }
}
