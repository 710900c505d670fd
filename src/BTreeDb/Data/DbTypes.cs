using System.Data;
using System.Globalization;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>ADO.NET's type names and what they mean here.</summary>
internal static class DbTypes
{
    /// <summary>The SQL type of a parameter that was declared so.</summary>
    public static SqlType ToSqlType(DbType type) => type switch
    {
        DbType.Boolean => SqlType.Boolean,
        DbType.Byte or DbType.SByte or DbType.Int16 => SqlType.SmallInt,
        DbType.UInt16 or DbType.Int32 => SqlType.Integer,
        DbType.UInt32 or DbType.Int64 => SqlType.BigInt,
        DbType.UInt64 or DbType.Decimal or DbType.VarNumeric or DbType.Currency => SqlType.Numeric,
        DbType.Single => SqlType.Real,
        DbType.Double => SqlType.Double,
        DbType.Binary => SqlType.Bytea,
        DbType.Date => SqlType.Date,
        DbType.Time => SqlType.Time,
        DbType.DateTime or DbType.DateTime2 => SqlType.Timestamp,
        DbType.DateTimeOffset => SqlType.TimestampTz,
        DbType.Guid => SqlType.Uuid,
        DbType.Object => SqlType.Unknown,
        _ => SqlType.Text,
    };

    /// <summary>The name of the type that a value has without a declaration.</summary>
    public static DbType Of(object? value) => value switch
    {
        null or DBNull => DbType.Object,
        bool => DbType.Boolean,
        short or byte or sbyte => DbType.Int16,
        int or ushort => DbType.Int32,
        long or uint => DbType.Int64,
        float => DbType.Single,
        double => DbType.Double,
        decimal or ulong or System.Numerics.BigInteger => DbType.Decimal,
        byte[] or ReadOnlyMemory<byte> or ArraySegment<byte> => DbType.Binary,
        Guid => DbType.Guid,
        DateOnly => DbType.Date,
        TimeOnly => DbType.Time,
        DateTime { Kind: DateTimeKind.Utc } or DateTimeOffset => DbType.DateTimeOffset,
        DateTime => DbType.DateTime,
        _ => DbType.String,
    };

    /// <summary>Makes of a value one that <paramref name="type"/> has by nature.</summary>
    /// <exception cref="InvalidCastException">There is no such value.</exception>
    public static object ConvertTo(object value, DbType type)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            DbType.Boolean => Convert.ToBoolean(value, culture),
            DbType.Byte or DbType.SByte or DbType.Int16 => Convert.ToInt16(value, culture),
            DbType.UInt16 or DbType.Int32 => Convert.ToInt32(value, culture),
            DbType.UInt32 or DbType.Int64 => Convert.ToInt64(value, culture),
            DbType.UInt64 or DbType.Decimal or DbType.VarNumeric or DbType.Currency => ToNumeric(value),
            DbType.Single => Convert.ToSingle(value, culture),
            DbType.Double => Convert.ToDouble(value, culture),
            DbType.Date => ToDate(value),
            DbType.Time => ToTime(value),
            DbType.DateTimeOffset => ToUtc(value),
            DbType.Guid => value is string text ? Guid.Parse(text) : value,
            DbType.String or DbType.StringFixedLength or DbType.AnsiString or DbType.AnsiStringFixedLength or DbType.Xml =>
                value is char[] letters ? new string(letters) : Convert.ToString(value, culture)!,
            _ => value,
        };
    }

    private static object ToNumeric(object value) =>
        value is System.Numerics.BigInteger ? value : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static object ToDate(object value) => value switch
    {
        DateTime moment => DateOnly.FromDateTime(moment),
        DateTimeOffset moment => DateOnly.FromDateTime(moment.DateTime),
        string text => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object ToTime(object value) => value switch
    {
        TimeSpan span => TimeOnly.FromTimeSpan(span),
        DateTime moment => TimeOnly.FromDateTime(moment),
        string text => TimeOnly.Parse(text, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object ToUtc(object value) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc),
        DateTime moment => moment.ToUniversalTime(),
        _ => value,
    };
}
