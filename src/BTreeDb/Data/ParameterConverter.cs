using System.Data;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// .NET values to the engine's. The generic form is specialised by the JIT for each value type, so that a typed parameter
/// costs a few instructions and no box.
/// </summary>
internal static class ParameterConverter
{
    /// <summary>Converts a value whose type the compiler knows.</summary>
    public static Datum Convert<T>(T value, out SqlType type)
    {
        if (typeof(T) == typeof(int))
        {
            type = SqlType.Integer;
            return Datum.FromInt64(Unsafe.As<T, int>(ref value));
        }

        if (typeof(T) == typeof(long))
        {
            type = SqlType.BigInt;
            return Datum.FromInt64(Unsafe.As<T, long>(ref value));
        }

        if (typeof(T) == typeof(short))
        {
            type = SqlType.SmallInt;
            return Datum.FromInt64(Unsafe.As<T, short>(ref value));
        }

        if (typeof(T) == typeof(bool))
        {
            type = SqlType.Boolean;
            return Datum.FromBoolean(Unsafe.As<T, bool>(ref value));
        }

        if (typeof(T) == typeof(double))
        {
            type = SqlType.Double;
            return Datum.FromDouble(Unsafe.As<T, double>(ref value));
        }

        if (typeof(T) == typeof(float))
        {
            type = SqlType.Real;
            return Datum.FromSingle(Unsafe.As<T, float>(ref value));
        }

        if (typeof(T) == typeof(DateTime))
            return FromDateTime(Unsafe.As<T, DateTime>(ref value), out type);
        if (typeof(T) == typeof(DateOnly))
        {
            type = SqlType.Date;
            return Datum.FromInt64(ClrTime.ToDays(Unsafe.As<T, DateOnly>(ref value)));
        }

        if (typeof(T) == typeof(string) && value is not null)
        {
            type = SqlType.Text;
            return Datum.FromString(Unsafe.As<T, string>(ref value));
        }

        return FromObject(value, out type);
    }

    /// <summary>Converts any value that a parameter may have.</summary>
    public static Datum FromObject(object? value, out SqlType type)
    {
        switch (value)
        {
            case null or DBNull:
                type = SqlType.Unknown;
                return Datum.Null;
            case int number:
                return FromInteger(number, SqlType.Integer, out type);
            case long number:
                return FromInteger(number, SqlType.BigInt, out type);
            case string text:
                type = SqlType.Text;
                return Datum.FromString(text);
            case bool truth:
                type = SqlType.Boolean;
                return Datum.FromBoolean(truth);
            case double number:
                type = SqlType.Double;
                return Datum.FromDouble(number);
            case float number:
                type = SqlType.Real;
                return Datum.FromSingle(number);
            case decimal number:
                type = SqlType.Numeric;
                return Datum.FromReference(ClrNumeric.FromDecimal(number));
            case BigInteger number:
                type = SqlType.Numeric;
                return Datum.FromReference(Numeric.FromParts(number, 0));
            case ulong number:
                type = SqlType.Numeric;
                return Datum.FromReference(Numeric.FromParts((Int128)number, 0));
            case short number:
                return FromInteger(number, SqlType.SmallInt, out type);
            case byte number:
                return FromInteger(number, SqlType.SmallInt, out type);
            case sbyte number:
                return FromInteger(number, SqlType.SmallInt, out type);
            case ushort number:
                return FromInteger(number, SqlType.Integer, out type);
            case uint number:
                return FromInteger(number, SqlType.BigInt, out type);
            case char letter:
                type = SqlType.Text;
                return Datum.FromText(letter.ToString());
            case char[] letters:
                type = SqlType.Text;
                return Datum.FromBytes(Encoding.UTF8.GetBytes(letters));
            case byte[] bytes:
                type = SqlType.Bytea;
                return Datum.FromBytes(bytes);
            case ReadOnlyMemory<byte> bytes:
                type = SqlType.Bytea;
                return Datum.FromBytes(bytes.ToArray());
            case ArraySegment<byte> bytes:
                type = SqlType.Bytea;
                return Datum.FromBytes(bytes.ToArray());
            case Guid id:
                type = SqlType.Uuid;
                return Datum.FromReference(ClrUuid.FromGuid(id));
            case DateTime moment:
                return FromDateTime(moment, out type);
            case DateTimeOffset moment:
                return FromInteger(ClrTime.ToMicroseconds(moment.UtcDateTime), SqlType.TimestampTz, out type);
            case DateOnly date:
                return FromInteger(ClrTime.ToDays(date), SqlType.Date, out type);
            case TimeOnly time:
                return FromInteger(ClrTime.ToMicroseconds(time), SqlType.Time, out type);
            case Enum member:
                return FromObject(
                    System.Convert.ChangeType(
                        member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture),
                    out type);
            case System.Collections.IList list:
                return ClrArray.From(list, out type);
            default:
                throw ProviderErrors.ParameterType(value.GetType());
        }
    }

    /// <summary>Converts a value to the type that <see cref="IDataParameter.DbType"/> asks for.</summary>
    public static Datum FromObject(object? value, DbType declared, out SqlType type)
    {
        if (value is null or DBNull)
        {
            type = DbTypes.ToSqlType(declared);
            return Datum.Null;
        }

        var datum = FromObject(DbTypes.ConvertTo(value, declared), out type);
        if (declared == DbType.Object && type == SqlType.Text)
            type = SqlType.Unknown;
        return datum;
    }

    private static Datum FromInteger(long value, SqlType natural, out SqlType type)
    {
        type = natural;
        return Datum.FromInt64(value);
    }

    /// <summary>UTC is a point in time; everything else is what a calendar and a clock show.</summary>
    private static Datum FromDateTime(DateTime value, out SqlType type) =>
        FromInteger(
            ClrTime.ToMicroseconds(value),
            value.Kind == DateTimeKind.Utc ? SqlType.TimestampTz : SqlType.Timestamp,
            out type);
}
