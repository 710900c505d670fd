using System.Text;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Types.Json;

/// <summary>SQL values as json: numbers and booleans as such, arrays as arrays, moments in ISO 8601, the rest as strings.</summary>
internal static class JsonValue
{
    /// <summary>Writes a value as json text.</summary>
    public static void Write(ByteWriter writer, in Datum value, SqlType type, SessionTimeZone zone)
    {
        if (value.IsNull)
        {
            writer.Append("null"u8);
            return;
        }

        switch (type.Id)
        {
            case TypeId.Boolean:
                writer.Append(value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case TypeId.Json or TypeId.Jsonb:
                TextOutput.WriteBytes(writer, value.AsBytes(), type, zone);
                break;
            case TypeId.Array:
                WriteArray(writer, new ArrayView(value.AsBytes()), type.ElementType, zone, isPretty: false);
                break;
            default:
                WriteScalar(writer, value, type, zone);
                break;
        }
    }

    /// <summary>Writes an array as json text; pretty puts each element of the outer dimension on a line of its own.</summary>
    public static void WriteArray(ByteWriter writer, in ArrayView array, SqlType element, SessionTimeZone zone, bool isPretty)
    {
        if (array.Count == 0)
        {
            writer.Append("[]"u8);
            return;
        }

        var next = 0;
        WriteDimension(writer, array, 0, ref next, element, zone, isPretty);
    }

    /// <summary>Adds a value to a jsonb value that is being built.</summary>
    public static void Add(JsonbBuilder builder, in Datum value, SqlType type, SessionTimeZone zone)
    {
        if (value.IsNull)
        {
            builder.AddNull();
            return;
        }

        switch (type.Id)
        {
            case TypeId.Boolean:
                builder.AddBoolean(value.AsBoolean());
                break;
            case TypeId.Jsonb:
                builder.Add(value.AsBytes());
                break;
            case TypeId.Json:
                JsonParser.ParseInto(builder, value.AsBytes());
                break;
            case TypeId.Array:
                var next = 0;
                var array = new ArrayView(value.AsBytes());
                AddDimension(builder, array, 0, ref next, type.ElementType, zone);
                break;
            default:
                var writer = new ByteWriter();
                WriteScalar(writer, value, type, zone);
                JsonParser.ParseInto(builder, writer.Written);
                break;
        }
    }

    private static void WriteScalar(ByteWriter writer, in Datum value, SqlType type, SessionTimeZone zone)
    {
        var text = new ByteWriter();
        WriteText(text, value, type, zone);
        var isNumber = type.Id is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Real or TypeId.Double
            or TypeId.Numeric;
        if (isNumber && JsonParser.IsNumber(text.Written))
            writer.Append(text.Written);
        else if (type.Id is TypeId.Timestamp or TypeId.TimestampTz)
            JsonText.WriteString(writer, ToIso(text.Written, type.Id));
        else
            JsonText.WriteString(writer, text.Written);
    }

    /// <summary>Dates are ISO's in JSON, whatever the session's style is.</summary>
    private static void WriteText(ByteWriter writer, in Datum value, SqlType type, SessionTimeZone zone)
    {
        if (type.Id == TypeId.Date)
            DateTimeOutput.WriteDate(writer, value.AsInt32());
        else if (type.Id == TypeId.Timestamp)
            DateTimeOutput.WriteTimestamp(writer, value.AsInt64());
        else if (type.Id == TypeId.TimestampTz)
            DateTimeOutput.WriteTimestampTz(writer, value.AsInt64(), zone);
        else
            TextOutput.Write(writer, value, type, zone);
    }

    /// <summary><c>2020-01-01 10:00:00+00</c> becomes <c>2020-01-01T10:00:00+00:00</c>.</summary>
    private static byte[] ToIso(ReadOnlySpan<byte> text, TypeId type)
    {
        var iso = Encoding.UTF8.GetString(text);
        var space = iso.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return text.ToArray();
        iso = string.Concat(iso.AsSpan(0, space), "T", iso.AsSpan(space + 1));
        var sign = iso.LastIndexOfAny(['+', '-']);
        if (type == TypeId.TimestampTz && sign > space)
        {
            var end = iso.IndexOf(' ', sign) is var era && era < 0 ? iso.Length : era;
            if (!iso.AsSpan(sign, end - sign).Contains(':'))
                iso = iso.Insert(end, ":00");
        }

        return Encoding.UTF8.GetBytes(iso);
    }

    private static void WriteDimension(
        ByteWriter writer, in ArrayView array, int dimension, ref int next, SqlType element, SessionTimeZone zone,
        bool isPretty)
    {
        writer.Append((byte)'[');
        for (var i = 0; i < array.LengthOf(dimension); i++)
        {
            if (i > 0)
                writer.Append(isPretty ? ",\n "u8 : ","u8);
            if (dimension < array.Dimensions - 1)
                WriteDimension(writer, array, dimension + 1, ref next, element, zone, false);
            else
                Write(writer, Element(array, next++), element, zone);
        }

        writer.Append((byte)']');
    }

    private static void AddDimension(
        JsonbBuilder builder, in ArrayView array, int dimension, ref int next, SqlType element, SessionTimeZone zone)
    {
        builder.BeginArray();
        for (var i = 0; array.Count > 0 && i < array.LengthOf(dimension); i++)
        {
            if (dimension < array.Dimensions - 1)
                AddDimension(builder, array, dimension + 1, ref next, element, zone);
            else
                Add(builder, Element(array, next++), element, zone);
        }

        builder.End();
    }

    private static Datum Element(in ArrayView array, int index) =>
        array.IsNull(index) ? Datum.Null : ElementCodec.Read(array[index], array.Element);
}
