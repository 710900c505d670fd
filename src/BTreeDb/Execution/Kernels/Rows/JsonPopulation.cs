using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Members of jsonb objects as columns of a record: jsonb_to_record and its kin, json_to_record through texts.</summary>
internal static class JsonPopulation
{
    /// <summary>The member of an object in the type of a column: the object, the name, and the function for messages.</summary>
    public static void Field(CallFrame call)
    {
        if (call.TypeOf(0).Id == TypeId.Json)
        {
            JsonTextPopulation.Field(call);
            return;
        }

        var record = new JsonbView(call.Bytes(0));
        if (record.Kind != JsonKind.Object)
            throw JsonErrors.NotRecord(call.Text(2), record.Kind == JsonKind.Array);
        var place = record.Find(call.Bytes(1));
        if (place < 0 || record[place].Kind == JsonKind.Null)
        {
            call.ReturnNull();
            return;
        }

        var value = record[place];
        if (call.ResultType.Id == TypeId.Jsonb)
        {
            call.ReturnBytes(value.Bytes);
            return;
        }

        var type = call.ResultType;
        if (type.Id == TypeId.Array && value.Kind != JsonKind.String)
        {
            if (value.Kind != JsonKind.Array)
                throw JsonErrors.ExpectedArray(call.Text(1));
            WriteArray(call.Writer, value);
        }
        else if (value.Kind == JsonKind.String && type.Id != TypeId.Json)
        {
            call.Writer.Append(value.Text);
        }
        else
        {
            JsonText.Write(call.Writer, value);
        }

        call.ReturnDatum(TextInput.Parse(call.Writer.Written, type, call.Conversion with { IsExplicit = false }));
    }

    /// <summary>An array as the text of an SQL array.</summary>
    private static void WriteArray(ByteWriter writer, in JsonbView array)
    {
        writer.Append((byte)'{');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                writer.Append((byte)',');
            var element = array[i];
            if (element.Kind == JsonKind.Array)
                WriteArray(writer, element);
            else if (element.Kind == JsonKind.Null)
                writer.Append("NULL"u8);
            else
                WriteElement(writer, element);
        }

        writer.Append((byte)'}');
    }

    private static void WriteElement(ByteWriter writer, in JsonbView element)
    {
        var text = new ByteWriter();
        if (element.Kind == JsonKind.String)
            text.Append(element.Text);
        else
            JsonText.Write(text, element);
        WriteQuoted(writer, text.Written);
    }

    /// <summary>An element of an array's text in quotes.</summary>
    public static void WriteQuoted(ByteWriter writer, ReadOnlySpan<byte> element)
    {
        writer.Append((byte)'"');
        foreach (var b in element)
        {
            if (b is (byte)'"' or (byte)'\\')
                writer.Append((byte)'\\');
            writer.Append(b);
        }

        writer.Append((byte)'"');
    }
}
