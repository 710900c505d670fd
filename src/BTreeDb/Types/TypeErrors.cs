using System.Diagnostics.CodeAnalysis;
using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Types;

/// <summary>The errors of values: bad input text, ranges, lengths. Messages are PostgreSQL's.</summary>
internal static class TypeErrors
{
    public static EngineException InvalidInput(string typeName, ReadOnlySpan<byte> text) =>
        new(SqlState.InvalidTextRepresentation, $"invalid input syntax for type {typeName}: \"{Show(text)}\"");

    public static EngineException InvalidDateTime(string typeName, ReadOnlySpan<byte> text) =>
        new(SqlState.InvalidDatetimeFormat, $"invalid input syntax for type {typeName}: \"{Show(text)}\"");

    public static EngineException InputOutOfRange(string typeName, ReadOnlySpan<byte> text) =>
        new(SqlState.NumericValueOutOfRange, $"value \"{Show(text)}\" is out of range for type {typeName}");

    public static EngineException FloatInputOutOfRange(string typeName, ReadOnlySpan<byte> text) =>
        new(SqlState.NumericValueOutOfRange, $"\"{Show(text)}\" is out of range for type {typeName}");

    public static EngineException FieldOutOfRange(ReadOnlySpan<byte> text) =>
        new(SqlState.DatetimeFieldOverflow, $"date/time field value out of range: \"{Show(text)}\"");

    public static EngineException DateTimeOutOfRange(string typeName, ReadOnlySpan<byte> text) =>
        new(SqlState.DatetimeFieldOverflow, $"{typeName} out of range: \"{Show(text)}\"");

    public static EngineException DateOutOfRange() => new(SqlState.DatetimeFieldOverflow, "date out of range");

    public static EngineException TimestampOutOfRange() => new(SqlState.DatetimeFieldOverflow, "timestamp out of range");

    public static EngineException IcuMissing() =>
        new(SqlState.FeatureNotSupported, "ICU is not supported in this build");

    public static EngineException LocaleUnknown(string locale) =>
        new(SqlState.InvalidParameterValue, $"could not open collator for locale \"{locale}\"");

    public static EngineException EmptyEnum(string name) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"enum {name} contains no values");

    public static EngineException IntervalFieldOverflow(ReadOnlySpan<byte> text) => new(
        SqlState.IntervalFieldOverflow, $"interval field value out of range: \"{System.Text.Encoding.UTF8.GetString(text)}\"");

    public static EngineException IntervalOutOfRange() => new(SqlState.DatetimeFieldOverflow, "interval out of range");

    public static EngineException InfiniteTimestampDifference() =>
        new(SqlState.DatetimeFieldOverflow, "cannot subtract infinite timestamps");

    public static EngineException ZoneIntervalWithDays(string interval) =>
        new(SqlState.InvalidParameterValue, $"interval time zone \"{interval}\" must not include months or days");

    public static EngineException UnknownTimeZone(string name) =>
        new(SqlState.InvalidParameterValue, $"time zone \"{name}\" not recognized");

    public static EngineException OutOfRange(string typeName) =>
        new(SqlState.NumericValueOutOfRange, $"{typeName} out of range");

    public static EngineException FloatOverflow() =>
        new(SqlState.NumericValueOutOfRange, "value out of range: overflow");

    public static EngineException FloatUnderflow() =>
        new(SqlState.NumericValueOutOfRange, "value out of range: underflow");

    public static EngineException DivisionByZero() => new(SqlState.DivisionByZero, "division by zero");

    public static EngineException NumericFormatOverflow() =>
        new(SqlState.NumericValueOutOfRange, "value overflows numeric format");

    public static EngineException NumericFieldOverflow(int precision, int scale)
    {
        var digits = precision - scale;
        var power = digits == 0 ? "1" : $"10^{digits}";
        return new(SqlState.NumericValueOutOfRange, "numeric field overflow")
        {
            Detail = $"A field with precision {precision}, scale {scale} must round to an absolute value less than {power}.",
        };
    }

    public static EngineException NumericFieldInfinite(int precision, int scale) =>
        new(SqlState.NumericValueOutOfRange, "numeric field overflow")
        {
            Detail = $"A field with precision {precision}, scale {scale} cannot hold an infinite value.",
        };

    public static EngineException CannotConvert(string special, string typeName) =>
        new(SqlState.FeatureNotSupported, $"cannot convert {special} to {typeName}");

    public static EngineException NegativeSquareRoot() =>
        new(SqlState.InvalidArgumentForPowerFunction, "cannot take square root of a negative number");

    public static EngineException LogarithmOfZero() =>
        new(SqlState.InvalidArgumentForLogarithm, "cannot take logarithm of zero");

    public static EngineException LogarithmOfNegative() =>
        new(SqlState.InvalidArgumentForLogarithm, "cannot take logarithm of a negative number");

    public static EngineException ZeroToNegativePower() =>
        new(SqlState.InvalidArgumentForPowerFunction, "zero raised to a negative power is undefined");

    public static EngineException ComplexPower() =>
        new(SqlState.InvalidArgumentForPowerFunction,
            "a negative number raised to a non-integer power yields a complex result");

    public static EngineException TextTooLong(string typeName) =>
        new(SqlState.StringDataRightTruncation, $"value too long for type {typeName}");

    public static EngineException InvalidUtf8() =>
        new(SqlState.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"");

    public static EngineException InvalidHexDigit(ReadOnlySpan<byte> text) =>
        new(SqlState.InvalidParameterValue, $"invalid hexadecimal digit: \"{Show(text)}\"");

    public static EngineException OddHexDigits() =>
        new(SqlState.InvalidParameterValue, "invalid hexadecimal data: odd number of digits");

    public static EngineException InvalidByteaEscape() =>
        new(SqlState.InvalidTextRepresentation, "invalid input syntax for type bytea");

    public static EngineException ValueTooLarge() =>
        new(SqlState.ProgramLimitExceeded, "value is too large for one memory block");

    public static EngineException CannotCast(SqlType from, SqlType to) =>
        new(SqlState.CannotCoerce, $"cannot cast type {TypeNames.Of(from.Id)} to {TypeNames.Of(to.Id)}");

    public static EngineException NotSupported(SqlType type) =>
        new(SqlState.FeatureNotSupported, $"type {TypeNames.Of(type.Id)} is not supported yet");

    public static EngineException InvalidEnumLabel(string type, string label) =>
        new(SqlState.InvalidTextRepresentation, $"invalid input value for enum {type}: \"{label}\"");

    public static EngineException UnknownEnumValue(string type, int value) =>
        new(SqlState.DataCorrupted, $"enum {type} has no label of number {value}");

    public static EngineException CorruptRow(string what) => new(SqlState.DataCorrupted, $"corrupt row: {what}");

    public static EngineException CorruptKey(string what) => new(SqlState.IndexCorrupted, $"corrupt key: {what}");

    [DoesNotReturn]
    public static void ThrowOutOfRange(string typeName) => throw OutOfRange(typeName);

    [DoesNotReturn]
    public static void ThrowDivisionByZero() => throw DivisionByZero();

    [DoesNotReturn]
    public static void ThrowFloatOverflow() => throw FloatOverflow();

    [DoesNotReturn]
    public static void ThrowFloatUnderflow() => throw FloatUnderflow();

    [DoesNotReturn]
    public static void ThrowCorruptRow(string what) => throw CorruptRow(what);

    [DoesNotReturn]
    public static void ThrowCorruptKey(string what) => throw CorruptKey(what);

    private static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
