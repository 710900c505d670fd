using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Operators and functions with intervals: a list. The types of the arguments say which form is meant.</summary>
internal static class IntervalRows
{
    public static void Add(CallFrame call)
    {
        if (call.TypeOf(0).Id == TypeId.Interval && call.TypeOf(1).Id == TypeId.Interval)
            call.Return(call.Interval(0) + call.Interval(1));
        else if (call.TypeOf(0).Id == TypeId.Interval)
            Shift(call, moment: 1, call.Interval(0));
        else
            Shift(call, moment: 0, call.Interval(1));
    }

    public static void Subtract(CallFrame call)
    {
        switch (call.TypeOf(0).Id, call.TypeOf(1).Id)
        {
            case (TypeId.Interval, TypeId.Interval):
                call.Return(call.Interval(0) - call.Interval(1));
                break;
            case (_, TypeId.Interval):
                Shift(call, moment: 0, -call.Interval(1));
                break;
            case (TypeId.Time, _):
                call.Return(new Interval(0, 0, call.Int64(0) - call.Int64(1)));
                break;
            default:
                call.Return(IntervalMath.Subtract(call.Int64(0), call.Int64(1)));
                break;
        }
    }

    public static void Multiply(CallFrame call)
    {
        var span = call.TypeOf(0).Id == TypeId.Interval ? 0 : 1;
        call.Return(call.Interval(span).Multiply(call.Double(1 - span)));
    }

    public static void Divide(CallFrame call)
    {
        if (call.Double(1) == 0)
            throw TypeErrors.DivisionByZero();
        call.Return(call.Interval(0).Divide(call.Double(1)));
    }

    public static void Negate(CallFrame call) => call.Return(-call.Interval(0));

    /// <summary>age(a, b), or age(a) against the midnight that today begins with.</summary>
    public static void Age(CallFrame call)
    {
        var zone = call.Context.TimeZone;
        var isZoned = call.TypeOf(0).Id == TypeId.TimestampTz;
        if (call.Count == 1)
        {
            var today = TimestampMath.DaysOf(TimestampMath.ToLocal(call.Context.TransactionTime, zone)) * TimestampMath.MicrosPerDay;
            call.Return(IntervalMath.Age(today, Local(call, 0, isZoned)));
            return;
        }

        call.Return(IntervalMath.Age(Local(call, 0, isZoned), Local(call, 1, isZoned)));
    }

    public static void JustifyHours(CallFrame call) => call.Return(IntervalMath.JustifyHours(call.Interval(0)));

    public static void JustifyDays(CallFrame call) => call.Return(IntervalMath.JustifyDays(call.Interval(0)));

    public static void Justify(CallFrame call) => call.Return(IntervalMath.Justify(call.Interval(0)));

    /// <summary>make_interval(years, months, weeks, days, hours, mins, secs).</summary>
    public static void Make(CallFrame call)
    {
        var seconds = call.Double(6);
        if (double.IsNaN(seconds) || double.IsInfinity(seconds))
            throw TypeErrors.IntervalOutOfRange();
        var micros = (Int128)call.Int32(4) * TimestampMath.MicrosPerHour
            + (Int128)call.Int32(5) * TimestampMath.MicrosPerMinute
            + (Int128)Math.Round(seconds * TimestampMath.MicrosPerSecond, MidpointRounding.ToEven);
        call.Return(Interval.Checked(
            (call.Int32(0) * 12L) + call.Int32(1), (call.Int32(2) * 7L) + call.Int32(3), micros));
    }

    private static long Local(CallFrame call, int argument, bool isZoned) => isZoned
        ? TimestampMath.ToLocal(call.Int64(argument), call.Context.TimeZone)
        : call.Int64(argument);

    private static void Shift(CallFrame call, int moment, Interval span)
    {
        switch (call.TypeOf(moment).Id)
        {
            case TypeId.Date:
                call.Return(IntervalMath.Add(TimestampMath.FromDate(call.Int32(moment)), span));
                break;
            case TypeId.Time:
                call.Return(IntervalMath.AddTime(call.Int64(moment), span.Micros));
                break;
            case TypeId.TimeTz:
                call.Return(ZonedTime.AddMicros(call.Int64(moment), span.Micros));
                break;
            case TypeId.TimestampTz:
                call.Return(IntervalMath.AddZoned(call.Int64(moment), span, call.Context.TimeZone));
                break;
            default:
                call.Return(IntervalMath.Add(call.Int64(moment), span));
                break;
        }
    }
}
