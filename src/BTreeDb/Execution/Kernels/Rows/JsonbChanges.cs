using BTreeDb.Types;
using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions that change json values: a list.</summary>
internal static class JsonbChanges
{
    private static readonly byte[] NullValue = [(byte)JsonKind.Null];

    public static void Set(CallFrame call)
    {
        var creates = call.Count < 4 || call.Boolean(3);
        Apply(call, call.Bytes(2), creates ? JsonbChangeKind.Create : JsonbChangeKind.Replace);
    }

    public static void Insert(CallFrame call)
    {
        var isAfter = call.Count > 3 && call.Boolean(3);
        Apply(call, call.Bytes(2), isAfter ? JsonbChangeKind.InsertAfter : JsonbChangeKind.InsertBefore);
    }

    public static void DeletePath(CallFrame call)
    {
        if (!new JsonbView(call.Bytes(0)).IsContainer)
            throw JsonErrors.CannotDelete("path in scalar");
        Apply(call, default, JsonbChangeKind.Delete);
    }

    /// <summary>jsonb_set, in which a NULL for the new value is treated as the last argument says.</summary>
    public static void SetLax(CallFrame call)
    {
        if (call.IsNull(0) || call.IsNull(1) || (call.Count > 3 && call.IsNull(3)))
        {
            call.ReturnNull();
            return;
        }

        var treatment = call.Count < 5 ? "use_json_null" : call.IsNull(4) ? "" : call.Text(4);
        if (treatment is not ("raise_exception" or "use_json_null" or "delete_key" or "return_target"))
            throw JsonErrors.LaxNullTreatment();
        if (!call.IsNull(2))
        {
            Set(call);
            return;
        }

        switch (treatment)
        {
            case "raise_exception":
                throw JsonErrors.LaxNull();
            case "use_json_null":
                Apply(call, NullValue, call.Count < 4 || call.Boolean(3) ? JsonbChangeKind.Create : JsonbChangeKind.Replace);
                break;
            case "delete_key":
                Apply(call, default, JsonbChangeKind.Delete);
                break;
            default:
                call.ReturnArgument(0);
                break;
        }
    }

    public static void StripNulls(CallFrame call)
    {
        if (call.TypeOf(0).Id == TypeId.Json)
        {
            StripNulls(call.Writer, new JsonTextView(call.Bytes(0)));
            call.ReturnWritten();
            return;
        }

        var builder = JsonbOperators.Begin(call);
        StripNulls(builder, new JsonbView(call.Bytes(0)));
        call.ReturnBytes(builder.Result);
    }

    public static void Pretty(CallFrame call)
    {
        JsonText.WritePretty(call.Writer, new JsonbView(call.Bytes(0)));
        call.ReturnWritten();
    }

    private static void Apply(CallFrame call, ReadOnlySpan<byte> value, JsonbChangeKind kind)
    {
        var target = new JsonbView(call.Bytes(0));
        if (!target.IsContainer)
            throw JsonErrors.CannotSetInScalar();
        var builder = JsonbOperators.Begin(call);
        JsonbPathChange.Apply(builder, target, new ArrayView(call.Bytes(1)), value, kind);
        call.ReturnBytes(builder.Result);
    }

    private static void StripNulls(JsonbBuilder builder, in JsonbView value)
    {
        if (!value.IsContainer)
        {
            builder.Add(value.Bytes);
            return;
        }

        Diagnostics.StackDepth.Ensure();
        JsonbOperators.Open(builder, value);
        for (var i = 0; i < value.Count; i++)
        {
            if (value.Kind == JsonKind.Object)
            {
                if (value[i].Kind == JsonKind.Null)
                    continue;
                builder.AddKey(value.KeyAt(i));
            }

            StripNulls(builder, value[i]);
        }

        builder.End();
    }

    private static void StripNulls(ByteWriter writer, in JsonTextView value)
    {
        if (value.Kind < JsonKind.Array)
        {
            writer.Append(value.Text);
            return;
        }

        Diagnostics.StackDepth.Ensure();
        var isObject = value.Kind == JsonKind.Object;
        writer.Append(isObject ? (byte)'{' : (byte)'[');
        var any = false;
        foreach (var part in value)
        {
            if (isObject && new JsonTextView(part.Value).Kind == JsonKind.Null)
                continue;
            if (any)
                writer.Append((byte)',');
            any = true;
            if (isObject)
            {
                writer.Append(part.Key);
                writer.Append((byte)':');
            }

            StripNulls(writer, new JsonTextView(part.Value));
        }

        writer.Append(isObject ? (byte)'}' : (byte)']');
    }
}
