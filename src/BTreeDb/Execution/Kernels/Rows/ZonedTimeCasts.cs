using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Conversions of times with time zone: a list.</summary>
internal static class ZonedTimeCasts
{
    /// <summary>The time on the session's clock, today.</summary>
    public static void FromTime(CallFrame call)
    {
        var zone = call.Context.TimeZone;
        var today = TimestampMath.DaysOf(TimestampMath.ToLocal(call.Context.TransactionTime, zone));
        var offset = zone.OffsetAtLocal((today * TimestampMath.MicrosPerDay) + call.Int64(0));
        call.Return(ZonedTime.Make(TimestampMath.RoundTime(call.Int64(0), call.ResultType.Modifier), offset));
    }

    public static void ToTime(CallFrame call) =>
        call.Return(TimestampMath.RoundTime(ZonedTime.LocalOf(call.Int64(0)), call.ResultType.Modifier));

    public static void FromTimestampTz(CallFrame call)
    {
        var (moment, zone) = (call.Int64(0), call.Context.TimeZone);
        if (TimestampMath.IsInfinite(moment))
        {
            call.ReturnNull();
            return;
        }

        var time = IntervalMath.TimeOf(TimestampMath.ToLocal(moment, zone));
        call.Return(ZonedTime.Make(TimestampMath.RoundTime(time, call.ResultType.Modifier), zone.OffsetAtUtc(moment)));
    }
}
