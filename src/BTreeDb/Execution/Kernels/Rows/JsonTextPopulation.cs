using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Members of json objects as columns of a record: what becomes text or json stays as it was written.</summary>
internal static class JsonTextPopulation
{
    /// <summary>The member of an object in the type of a column: the object, the name, and the function for messages.</summary>
    public static void Field(CallFrame call)
    {
        var record = new JsonTextView(call.Bytes(0));
        if (record.Kind != JsonKind.Object)
            throw JsonErrors.NotRecord(call.Text(2), record.Kind == JsonKind.Array);
        var isThere = record.TryFind(call.Bytes(1), call.Writer, out var member);
        call.Writer.Reset();
        if (!isThere || new JsonTextView(member) is not { Kind: not JsonKind.Null } value)
        {
            call.ReturnNull();
            return;
        }

        var type = call.ResultType;
        if (type.Id == TypeId.Array && value.Kind != JsonKind.String)
        {
            if (value.Kind != JsonKind.Array)
                throw JsonErrors.ExpectedArray(call.Text(1));
            WriteArray(call.Writer, value);
        }
        else
        {
            Write(call.Writer, value, type.Id);
        }

        call.ReturnDatum(TextInput.Parse(call.Writer.Written, type, call.Conversion with { IsExplicit = false }));
    }

    /// <summary>A value as the text of a type: strings without quotes, but for json, where they are quoted anew.</summary>
    private static void Write(ByteWriter writer, in JsonTextView value, TypeId target)
    {
        if (value.Kind != JsonKind.String || target == TypeId.Jsonb)
        {
            writer.Append(value.Text);
            return;
        }

        if (target != TypeId.Json)
        {
            JsonParser.Unescape(value.Text, writer);
            return;
        }

        var text = new ByteWriter();
        JsonParser.Unescape(value.Text, text);
        JsonText.WriteString(writer, text.Written);
    }

    /// <summary>An array as the text of an SQL array.</summary>
    private static void WriteArray(ByteWriter writer, in JsonTextView array)
    {
        writer.Append((byte)'{');
        var isFirst = true;
        foreach (var part in array)
        {
            if (!isFirst)
                writer.Append((byte)',');
            isFirst = false;
            var element = new JsonTextView(part.Value);
            if (element.Kind == JsonKind.Array)
                WriteArray(writer, element);
            else if (element.Kind == JsonKind.Null)
                writer.Append("NULL"u8);
            else
                WriteElement(writer, element);
        }

        writer.Append((byte)'}');
    }

    private static void WriteElement(ByteWriter writer, in JsonTextView element)
    {
        var text = new ByteWriter();
        Write(text, element, TypeId.Text);
        JsonPopulation.WriteQuoted(writer, text.Written);
    }
}
