using System.Text.Encodings.Web;
using System.Text.Json;
using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>A JSON array of objects, one line for each row. Numbers, booleans and JSON values stay what they are.</summary>
internal sealed class JsonResultWriter : IResultWriter
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public void Write(BTreeDbDataReader reader, TextWriter output)
    {
        var keys = new string[reader.FieldCount];
        var isPlain = new bool[reader.FieldCount];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Quote(reader.GetName(i));
            isPlain[i] = reader.GetDataTypeName(i) is "json" or "jsonb"
                || ResultWriters.IsNumeric(reader.GetFieldType(i));
        }

        var isFirst = true;
        output.Write('[');
        while (reader.Read())
        {
            output.Write(isFirst ? "" : ",\n ");
            isFirst = false;
            WriteRow(reader, output, keys, isPlain);
        }

        output.Write("]\n");
    }

    private static void WriteRow(BTreeDbDataReader reader, TextWriter output, string[] keys, bool[] isPlain)
    {
        output.Write('{');
        for (var i = 0; i < keys.Length; i++)
        {
            output.Write(i == 0 ? "" : ", ");
            output.Write(keys[i]);
            output.Write(": ");
            output.Write(Format(reader, i, isPlain[i]));
        }

        output.Write('}');
    }

    private static string Format(BTreeDbDataReader reader, int ordinal, bool isPlain)
    {
        if (reader.IsDBNull(ordinal))
            return "null";
        if (reader.GetFieldType(ordinal) == typeof(bool))
            return reader.GetBoolean(ordinal) ? "true" : "false";
        var text = reader.GetString(ordinal);
        // JSON has no NaN and no infinities.
        return isPlain && text is not ("NaN" or "Infinity" or "-Infinity") ? text : Quote(text);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Options);
}
