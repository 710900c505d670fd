namespace BTreeDb.Types;

/// <summary>Turns values into text: the output functions of all types, as PostgreSQL prints them.</summary>
internal static class TextOutput
{
    /// <summary>Writes a value that is not NULL.</summary>
    public static void Write(ByteWriter writer, in Datum value, SqlType type, SessionTimeZone zone)
    {
        switch (type.Id)
        {
            case TypeId.Boolean:
                writer.Append(value.AsBoolean() ? (byte)'t' : (byte)'f');
                break;
            case TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Oid:
                IntegerText.Write(writer, value.AsInt64());
                break;
            case TypeId.Real:
                FloatText.Write(writer, value.AsSingle(), zone.Style.ExtraFloatDigits);
                break;
            case TypeId.Double:
                FloatText.Write(writer, value.AsDouble(), zone.Style.ExtraFloatDigits);
                break;
            case TypeId.Numeric:
                NumericText.Write(writer, value.AsNumeric());
                break;
            case TypeId.Date or TypeId.Time or TypeId.TimeTz or TypeId.Timestamp or TypeId.TimestampTz:
                DateTimeOutput.Write(writer, value.AsInt64(), type.Id, zone);
                break;
            case TypeId.Uuid:
                UuidText.Write(writer, value.AsUuid());
                break;
            case TypeId.Enum:
                writer.Append(type.EnumLabels.NameOf(value.AsInt32()));
                break;
            case TypeId.Interval:
                IntervalStyles.Write(writer, value.AsInterval(), zone.Style.Intervals);
                break;
            default:
                WriteBytes(writer, value.AsBytes(), type, zone);
                break;
        }
    }

    /// <summary>Writes a value of variable length.</summary>
    public static void WriteBytes(ByteWriter writer, ReadOnlySpan<byte> value, SqlType type, SessionTimeZone zone)
    {
        switch (type.Id)
        {
            case TypeId.Text or TypeId.VarChar or TypeId.Unknown or TypeId.Json or TypeId.Bit or TypeId.VarBit or TypeId.InternalChar:
            case TypeId.Name or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace:
                writer.Append(value);
                break;
            case TypeId.Char:
                TextLength.WritePadded(writer, value, type.Modifier);
                break;
            case TypeId.Bytea:
                ByteaText.Write(writer, value, zone.Style.EscapesBytes);
                break;
            case TypeId.Jsonb:
                Json.JsonText.Write(writer, new Json.JsonbView(value));
                break;
            case TypeId.Array:
                Arrays.ArrayText.Write(writer, value, type, zone);
                break;
            case TypeId.Record:
                writer.Append(RecordValue.TextOf(value));
                break;
            case TypeId.Void:
                break;
            default:
                throw TypeErrors.NotSupported(type);
        }
    }

    /// <summary>The text of a value that is not NULL as a string.</summary>
    public static string Format(in Datum value, SqlType type, SessionTimeZone zone)
    {
        var writer = new ByteWriter();
        Write(writer, value, type, zone);
        return System.Text.Encoding.UTF8.GetString(writer.Written);
    }
}
