using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>to_char, to_date, to_timestamp and to_number: a list. Compiled formats are kept between rows.</summary>
internal static class FormatFunctions
{
    private const long UnixEpoch = TimestampMath.UnixEpochDays * TimestampMath.MicrosPerDay;

    public static void TimestampToChar(CallFrame call)
    {
        var zone = call.Context.TimeZone;
        var moment = call.Int64(0);
        var format = Dates(call);
        if (TimestampMath.IsInfinite(moment) || format.Text.Length == 0)
        {
            call.ReturnNull();
            return;
        }

        var isZoned = call.TypeOf(0).Id == TypeId.TimestampTz;
        var fields = DateFields.OfTimestamp(isZoned ? TimestampMath.ToLocal(moment, zone) : moment);
        if (isZoned)
            (fields.Zone, fields.Offset) = (zone, zone.OffsetAtUtc(moment));
        call.ReturnText(DateFormatter.Format(format, fields));
    }

    public static void IntervalToChar(CallFrame call)
    {
        var format = Dates(call);
        if (format.Text.Length == 0)
            call.ReturnNull();
        else
            call.ReturnText(DateFormatter.Format(format, DateFields.OfInterval(call.Interval(0))));
    }

    public static void NumberToChar(CallFrame call)
    {
        var format = NumberFormat.Get(call.Cache, call.Text(1));
        call.Cache = format;
        if (format.Text.Length == 0)
        {
            call.ReturnText("");
            return;
        }

        call.ReturnText(NumberFormatter.Format(format, Number(call)));
    }

    public static void ToDate(CallFrame call)
    {
        var local = DateReader.Read(Dates(call), call.Text(0), out _);
        call.Return(TimestampMath.ToDate(local));
    }

    public static void ToTimestamp(CallFrame call)
    {
        var local = DateReader.Read(Dates(call), call.Text(0), out var offset);
        call.Return(offset is { } seconds
            ? TimestampMath.CheckTimestamp((Int128)local - (seconds * TimestampMath.MicrosPerSecond))
            : TimestampMath.ToUtc(local, call.Context.TimeZone));
    }

    /// <summary>to_timestamp(seconds since 1970).</summary>
    public static void FromEpoch(CallFrame call)
    {
        var seconds = call.Double(0);
        if (double.IsNaN(seconds))
            throw TypeErrors.TimestampOutOfRange();
        if (double.IsInfinity(seconds))
        {
            call.Return(seconds > 0 ? TimestampMath.Infinity : TimestampMath.NegativeInfinity);
            return;
        }

        var micros = Math.Round(seconds * TimestampMath.MicrosPerSecond, MidpointRounding.ToEven);
        if (Math.Abs(micros) > 9.3e18)
            throw TypeErrors.TimestampOutOfRange();
        call.Return(TimestampMath.CheckTimestamp((Int128)micros + UnixEpoch));
    }

    public static void ToNumber(CallFrame call)
    {
        var format = NumberFormat.Get(call.Cache, call.Text(1));
        call.Cache = format;
        if (format.Text.Length == 0)
            call.ReturnNull();
        else
            call.Return(NumberReader.Read(format, call.Text(0)));
    }

    private static DateFormat Dates(CallFrame call)
    {
        var format = DateFormat.Get(call.Cache, call.Text(1));
        call.Cache = format;
        return format;
    }

    private static Numeric Number(CallFrame call) => call.TypeOf(0).Physical switch
    {
        PhysicalType.Int32 => Numeric.FromInt64(call.Int32(0)),
        PhysicalType.Int64 => Numeric.FromInt64(call.Int64(0)),
        PhysicalType.Single => NumericCasts.FromSingle(call.Value<float>(0)),
        PhysicalType.Double => NumericCasts.FromDouble(call.Double(0)),
        _ => call.Numeric(0),
    };
}
