using System.Globalization;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Reading members, elements and paths of json and jsonb: a list. What is not there is NULL.</summary>
internal static class JsonAccess
{
    /// <summary><c>-&gt;</c> by name or number.</summary>
    public static void Get(CallFrame call)
    {
        if (TryGet(call, out var value))
            call.ReturnBytes(value);
        else
            call.ReturnNull();
    }

    /// <summary><c>-&gt;&gt;</c> by name or number.</summary>
    public static void GetText(CallFrame call)
    {
        if (TryGet(call, out var value))
            ReturnAsText(call, value);
        else
            call.ReturnNull();
    }

    /// <summary><c>#&gt;</c> and the subscripts of jsonb.</summary>
    public static void GetPath(CallFrame call)
    {
        if (TryWalk(call, new ArrayView(call.Bytes(1)), out var value))
            call.ReturnBytes(value);
        else
            call.ReturnNull();
    }

    /// <summary><c>#&gt;&gt;</c>.</summary>
    public static void GetPathText(CallFrame call)
    {
        if (TryWalk(call, new ArrayView(call.Bytes(1)), out var value))
            ReturnAsText(call, value);
        else
            call.ReturnNull();
    }

    /// <summary>json_extract_path, whose steps are arguments.</summary>
    public static void Extract(CallFrame call)
    {
        if (TryWalkArguments(call, out var value))
            call.ReturnBytes(value);
        else
            call.ReturnNull();
    }

    public static void ExtractText(CallFrame call)
    {
        if (TryWalkArguments(call, out var value))
            ReturnAsText(call, value);
        else
            call.ReturnNull();
    }

    public static void Length(CallFrame call)
    {
        var kind = KindOf(call, out var count);
        if (kind == JsonKind.Array)
            call.Return(count);
        else
            throw kind == JsonKind.Object ? JsonErrors.NotArrayLength() : JsonErrors.NotScalarLength();
    }

    public static void TypeName(CallFrame call) => call.ReturnBytes(KindOf(call, out _) switch
    {
        JsonKind.Null => "null"u8,
        JsonKind.String => "string"u8,
        JsonKind.Number => "number"u8,
        JsonKind.Array => "array"u8,
        JsonKind.Object => "object"u8,
        _ => "boolean"u8,
    });

    /// <summary>Answers a json value as text: NULL for null, strings without quotes.</summary>
    public static void ReturnAsText(CallFrame call, ReadOnlySpan<byte> value)
    {
        if (TryWriteText(call.Writer, value, call.TypeOf(0).Id == TypeId.Jsonb))
            call.ReturnWritten();
        else
            call.ReturnNull();
    }

    /// <summary>Writes a json value as text; false for null.</summary>
    public static bool TryWriteText(ByteWriter writer, ReadOnlySpan<byte> value, bool isBinary)
    {
        var kind = isBinary ? new JsonbView(value).Kind : new JsonTextView(value).Kind;
        if (kind == JsonKind.Null)
            return false;
        if (isBinary && kind == JsonKind.String)
            writer.Append(new JsonbView(value).Text);
        else if (isBinary)
            JsonText.Write(writer, new JsonbView(value));
        else if (kind == JsonKind.String)
            JsonParser.Unescape(new JsonTextView(value).Text, writer);
        else
            writer.Append(value);
        return true;
    }

    private static JsonKind KindOf(CallFrame call, out int count)
    {
        if (call.TypeOf(0).Id == TypeId.Jsonb)
        {
            var binary = new JsonbView(call.Bytes(0));
            count = binary.Count;
            return binary.Kind;
        }

        var text = new JsonTextView(call.Bytes(0));
        count = text.Kind == JsonKind.Array ? text.CountParts() : 0;
        return text.Kind;
    }

    private static bool TryGet(CallFrame call, out ReadOnlySpan<byte> value)
    {
        var isBinary = call.TypeOf(0).Id == TypeId.Jsonb;
        if (call.TypeOf(1).Id == TypeId.Integer && isBinary && !new JsonbView(call.Bytes(0)).IsContainer)
        {
            // At the top a scalar of jsonb counts as an array of one element.
            value = call.Bytes(0);
            return call.Int32(1) is 0 or -1;
        }

        return call.TypeOf(1).Id == TypeId.Integer
            ? TryElement(call.Bytes(0), isBinary, call.Int32(1), out value)
            : TryMember(call.Bytes(0), isBinary, call.Bytes(1), call.Writer, out value);
    }

    private static bool TryWalk(CallFrame call, in ArrayView path, out ReadOnlySpan<byte> value)
    {
        value = call.Bytes(0);
        var isBinary = call.TypeOf(0).Id == TypeId.Jsonb;
        for (var i = 0; i < path.Count; i++)
        {
            if (path.IsNull(i) || !TryStep(value, isBinary, path[i], call.Writer, out value))
                return false;
        }

        call.Writer.Reset();
        return true;
    }

    private static bool TryWalkArguments(CallFrame call, out ReadOnlySpan<byte> value)
    {
        value = call.Bytes(0);
        var isBinary = call.TypeOf(0).Id == TypeId.Jsonb;
        for (var i = 1; i < call.Count; i++)
        {
            if (!TryStep(value, isBinary, call.Bytes(i), call.Writer, out value))
                return false;
        }

        call.Writer.Reset();
        return true;
    }

    private static bool TryStep(
        ReadOnlySpan<byte> from, bool isBinary, ReadOnlySpan<byte> step, ByteWriter scratch, out ReadOnlySpan<byte> value)
    {
        var kind = isBinary ? new JsonbView(from).Kind : new JsonTextView(from).Kind;
        value = default;
        if (kind == JsonKind.Object)
            return TryMember(from, isBinary, step, scratch, out value);
        return kind == JsonKind.Array && TryReadIndex(step, out var index) && TryElement(from, isBinary, index, out value);
    }

    /// <summary>Reads a path's step as a number.</summary>
    public static bool TryReadIndex(ReadOnlySpan<byte> step, out int index) =>
        int.TryParse(step, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out index);

    private static bool TryMember(
        ReadOnlySpan<byte> from, bool isBinary, ReadOnlySpan<byte> key, ByteWriter scratch, out ReadOnlySpan<byte> value)
    {
        if (!isBinary)
        {
            var found = new JsonTextView(from).TryFind(key, scratch, out value);
            scratch.Reset();
            return found;
        }

        var view = new JsonbView(from);
        var member = view.Find(key);
        value = member < 0 ? default : view[member].Bytes;
        return member >= 0;
    }

    private static bool TryElement(ReadOnlySpan<byte> from, bool isBinary, int index, out ReadOnlySpan<byte> value)
    {
        if (!isBinary)
            return new JsonTextView(from).TryGet(index, out value);
        var view = new JsonbView(from);
        if (index < 0)
            index += view.Count;
        var isThere = view.Kind == JsonKind.Array && (uint)index < (uint)view.Count;
        value = isThere ? view[index].Bytes : default;
        return isThere;
    }
}
