using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Conversions from jsonb scalars, and between json and jsonb: a list.</summary>
internal static class JsonCasts
{
    /// <summary>From text or json to json or jsonb, and back, through text.</summary>
    public static void ToJsonb(CallFrame call) => call.ReturnBytes(JsonParser.Parse(call.Bytes(0)));

    public static void ToJson(CallFrame call)
    {
        JsonText.Write(call.Writer, new JsonbView(call.Bytes(0)));
        call.ReturnWritten();
    }

    public static void ToBoolean(CallFrame call)
    {
        var value = new JsonbView(call.Bytes(0));
        if (value.Kind is not (JsonKind.True or JsonKind.False))
            throw JsonErrors.CannotCast(NameOf(value.Kind), "boolean");
        call.Return(value.Kind == JsonKind.True);
    }

    /// <summary>The number of a jsonb; a cast to the target type is around it.</summary>
    public static void ToNumeric(CallFrame call, string target)
    {
        var value = new JsonbView(call.Bytes(0));
        if (value.Kind != JsonKind.Number)
            throw JsonErrors.CannotCast(NameOf(value.Kind), target);
        call.Return(value.Number);
    }

    private static string NameOf(JsonKind kind) => kind switch
    {
        JsonKind.Null => "null",
        JsonKind.String => "string",
        JsonKind.Number => "numeric",
        JsonKind.Array => "array",
        JsonKind.Object => "object",
        _ => "boolean",
    };
}
