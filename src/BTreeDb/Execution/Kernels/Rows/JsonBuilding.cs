using BTreeDb.Types;
using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions that make json of other values: a list. The result's type decides between json and jsonb.</summary>
internal static class JsonBuilding
{
    public static void FromValue(CallFrame call)
    {
        if (IsBinary(call))
        {
            var builder = JsonbOperators.Begin(call);
            JsonValue.Add(builder, call.Datum(0), call.TypeOf(0), call.Context.TimeZone);
            call.ReturnBytes(builder.Result);
            return;
        }

        JsonValue.Write(call.Writer, call.Datum(0), call.TypeOf(0), call.Context.TimeZone);
        call.ReturnWritten();
    }

    public static void FromArray(CallFrame call)
    {
        var isPretty = call.Count > 1 && call.Boolean(1);
        JsonValue.WriteArray(
            call.Writer, new ArrayView(call.Bytes(0)), call.TypeOf(0).ElementType, call.Context.TimeZone, isPretty);
        call.ReturnWritten();
    }

    /// <summary>json_build_object: names and values in turn.</summary>
    public static void Object(CallFrame call)
    {
        if (call.Count % 2 != 0)
            throw JsonErrors.OddArguments();
        var members = new JsonMembers(call, IsBinary(call));
        for (var i = 0; i < call.Count; i += 2)
        {
            CheckKey(call, i);
            members.Add(KeyText(call, i), call.Datum(i + 1), call.TypeOf(i + 1));
        }

        members.Return();
    }

    public static void List(CallFrame call)
    {
        var zone = call.Context.TimeZone;
        if (IsBinary(call))
        {
            var builder = JsonbOperators.Begin(call);
            builder.BeginArray();
            for (var i = 0; i < call.Count; i++)
                JsonValue.Add(builder, call.Datum(i), call.TypeOf(i), zone);
            builder.End();
            call.ReturnBytes(builder.Result);
            return;
        }

        call.Writer.Append((byte)'[');
        for (var i = 0; i < call.Count; i++)
        {
            if (i > 0)
                call.Writer.Append(", "u8);
            JsonValue.Write(call.Writer, call.Datum(i), call.TypeOf(i), zone);
        }

        call.Writer.Append((byte)']');
        call.ReturnWritten();
    }

    /// <summary>json_object over one array of names and values, or over one of each.</summary>
    public static void FromTexts(CallFrame call)
    {
        var names = new ArrayView(call.Bytes(0));
        var values = call.Count > 1 ? new ArrayView(call.Bytes(1)) : names;
        var step = call.Count > 1 ? 1 : 2;
        CheckShape(call, names, values);
        var members = new JsonMembers(call, IsBinary(call));
        for (var i = 0; i < names.Count; i += step)
        {
            if (names.IsNull(i))
                throw JsonErrors.NullObjectKey();
            var at = i + step - 1;
            var value = values.IsNull(at) ? Datum.Null : ElementCodec.Read(values[at], TypeId.Text);
            members.Add(names[i].ToArray(), value, SqlType.Text);
        }

        members.Return();
    }

    /// <summary>The fields of a row: whether it is a relation's, whether each has its line, names and values in turn.</summary>
    public static void Row(CallFrame call)
    {
        var isThere = !call.Boolean(0);
        for (var i = 3; i < call.Count && !isThere; i += 2)
            isThere = !call.IsNull(i);
        if (!isThere)
        {
            call.ReturnNull();
            return;
        }

        call.Writer.Append((byte)'{');
        for (var i = 2; i < call.Count; i += 2)
        {
            if (i > 2)
                call.Writer.Append(call.Boolean(1) ? ",\n "u8 : ","u8);
            JsonText.WriteString(call.Writer, call.Bytes(i));
            call.Writer.Append((byte)':');
            JsonValue.Write(call.Writer, call.Datum(i + 1), call.TypeOf(i + 1), call.Context.TimeZone);
        }

        call.Writer.Append((byte)'}');
        call.ReturnWritten();
    }

    private static bool IsBinary(CallFrame call) => call.ResultType.Id == TypeId.Jsonb;

    private static void CheckShape(CallFrame call, in ArrayView names, in ArrayView values)
    {
        if (call.Count > 1)
        {
            if (names.Dimensions > 1 || values.Dimensions > 1)
                throw JsonErrors.WrongSubscripts();
            if (names.Count != values.Count)
                throw JsonErrors.MismatchedDimensions();
        }
        else if (names.Dimensions == 1 && names.Count % 2 != 0)
        {
            throw JsonErrors.OddArray();
        }
        else if (names.Dimensions == 2 && names.LengthOf(1) != 2)
        {
            throw JsonErrors.NotTwoColumns();
        }
        else if (names.Dimensions > 2)
        {
            throw JsonErrors.WrongSubscripts();
        }
    }

    private static void CheckKey(CallFrame call, int argument)
    {
        if (call.IsNull(argument))
            throw IsBinary(call) ? JsonErrors.JsonbNullKey(argument + 1) : JsonErrors.NullKey(argument + 1);
        if (call.TypeOf(argument).Id is TypeId.Array or TypeId.Json or TypeId.Jsonb or TypeId.Record)
            throw JsonErrors.KeyNotScalar();
    }

    private static byte[] KeyText(CallFrame call, int argument)
    {
        var writer = new ByteWriter();
        if (call.TypeOf(argument).Id == TypeId.Boolean)
            writer.Append(call.Boolean(argument) ? "true"u8 : "false"u8);
        else
            TextOutput.Write(writer, call.Datum(argument), call.TypeOf(argument), call.Context.TimeZone);
        return writer.Written.ToArray();
    }
}
