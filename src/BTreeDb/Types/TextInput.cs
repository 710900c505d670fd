using System.Text.Unicode;

namespace BTreeDb.Types;

/// <summary>
/// Turns text into values: the input functions of all types. Text is UTF-8; surrounding white space is ignored where
/// PostgreSQL ignores it.
/// </summary>
internal static class TextInput
{
    /// <summary>Reads a value of a type, its modifier applied as an explicit cast would.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="type">The type to read.</param>
    /// <param name="context">Session zone and clock for dates and times.</param>
    public static Datum Parse(ReadOnlySpan<byte> text, SqlType type, in ConversionContext context)
    {
        switch (type.Id)
        {
            case TypeId.Boolean:
                return Datum.FromBoolean(BooleanText.Parse(text));
            case TypeId.SmallInt:
                return Datum.FromInt64(IntegerText.ParseInt16(text));
            case TypeId.Integer:
                return Datum.FromInt64(IntegerText.ParseInt32(text));
            case TypeId.BigInt:
                return Datum.FromInt64(IntegerText.ParseInt64(text));
            case TypeId.Enum:
                return Datum.FromInt64(type.EnumLabels.Parse(text));
            case TypeId.Oid:
                return Datum.FromInt64(OidText.Parse(text));
            case TypeId.Name:
                CheckUtf8(text);
                return Datum.FromBytes(ObjectNames.Truncate(text).ToArray());
            case TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace when context.Names is { } names:
                CheckUtf8(text);
                return Datum.FromText(names.Find(System.Text.Encoding.UTF8.GetString(text), type.Id));
            case TypeId.Real:
                return Datum.FromSingle(FloatText.ParseSingle(text));
            case TypeId.Double:
                return Datum.FromDouble(FloatText.ParseDouble(text));
            case TypeId.Numeric:
                return Datum.FromNumeric(NumericRounding.Coerce(NumericText.Parse(text), type.Modifier));
            case TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Unknown:
                CheckUtf8(text);
                return Datum.FromBytes(TextLength.Coerce(text, type, isExplicit: context.IsExplicit).ToArray());
            case TypeId.Bytea:
                var bytes = new ByteWriter(text.Length);
                ByteaText.Parse(bytes, text);
                return Datum.FromBytes(bytes.Written.ToArray());
            case TypeId.Uuid:
                return Datum.FromUuid(UuidText.Parse(text));
            case TypeId.Date:
                return Datum.FromInt64(DateTimeInput.ParseDate(text, context));
            case TypeId.Time:
                return Datum.FromInt64(TimestampMath.RoundTime(DateTimeInput.ParseTime(text, context), type.Modifier));
            case TypeId.TimeTz:
                return Datum.FromInt64(DateTimeInput.ParseTimeTz(text, type.Modifier, context));
            case TypeId.Timestamp:
                return Datum.FromInt64(
                    TimestampMath.Round(DateTimeInput.ParseTimestamp(text, context), type.Modifier));
            case TypeId.TimestampTz:
                return Datum.FromInt64(
                    TimestampMath.Round(DateTimeInput.ParseTimestampTz(text, context), type.Modifier));
            case TypeId.Interval:
                return Datum.FromInterval(IntervalModifier.Apply(IntervalText.Parse(text, type.Modifier, context.TimeZone.Style.Intervals), type.Modifier));
            case TypeId.Bit or TypeId.VarBit:
                return Datum.FromBytes(BitText.Parse(text, type));
            case TypeId.InternalChar:
                return Datum.FromBytes(text[..Math.Min(1, text.Length)].ToArray());
            case TypeId.Json:
                CheckUtf8(text);
                Json.JsonParser.Check(text);
                return Datum.FromBytes(text.ToArray());
            case TypeId.Jsonb:
                CheckUtf8(text);
                return Datum.FromBytes(Json.JsonParser.Parse(text));
            case TypeId.Array:
                CheckUtf8(text);
                return Datum.FromBytes(Arrays.ArrayReader.Read(text, type.ElementType, context));
            default:
                throw TypeErrors.NotSupported(type);
        }
    }

    /// <summary>Raises 22021 unless the bytes are UTF-8 without a zero byte.</summary>
    public static void CheckUtf8(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
            throw TypeErrors.InvalidUtf8();
    }

    /// <summary>Cuts white space off both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && IsSpace(text[0]))
            text = text[1..];
        while (text.Length > 0 && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    public static bool IsSpace(byte c) => c is (byte)' ' or (>= 9 and <= 13);
}
