using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The kernels of the date and time functions.</summary>
internal static class DateFunctions
{
    public static VectorExpression? TryCompile(in CallSite call) => call.Function switch
    {
        FunctionId.Now => new SessionExpression(call.Type, static c => Datum.FromInt64(c.TransactionTime)),
        FunctionId.ClockTimestamp => new VolatileExpression<long>(call.Type, static c => ReadClock(c), call.Capacity),
        FunctionId.CurrentDate => new SessionExpression(call.Type, static c => Datum.FromInt64(TimestampMath.ToDate(Local(c)))),
        FunctionId.LocalTime => new SessionExpression(call.Type, static c => Datum.FromInt64(TimeOf(Local(c)))),
        FunctionId.LocalTimestamp => new SessionExpression(call.Type, static c => Datum.FromInt64(Local(c))),
        FunctionId.MakeDate => call.Call<int, int, int, int, DateTimeFunctions.MakeDate>(),
        FunctionId.DateTrunc when call.ArgumentId(1) == TypeId.Timestamp =>
            call.Call<TextView, long, long, DateTimeFunctions.TruncateTimestamp>(),
        FunctionId.DateTrunc when call.ArgumentId(1) == TypeId.TimestampTz =>
            call.Call<TextView, long, long, DateTimeFunctions.TruncateTimestampTz>(),
        FunctionId.Extract => TryExtract(call),
        _ => null,
    };

    private static VectorExpression? TryExtract(in CallSite call) => call.ArgumentId(1) switch
    {
        TypeId.Date => call.Call<TextView, int, Numeric, ExtractFunctions.FromDate>(),
        TypeId.Time => call.Call<TextView, long, Numeric, ExtractFunctions.FromTime>(),
        TypeId.Timestamp => call.Call<TextView, long, Numeric, ExtractFunctions.FromTimestamp>(),
        TypeId.TimestampTz => call.Call<TextView, long, Numeric, ExtractFunctions.FromTimestampTz>(),
        _ => null,
    };

    private static long Local(EvaluationContext context) =>
        TimestampMath.ToLocal(context.TransactionTime, context.TimeZone);

    private static long TimeOf(long timestamp) =>
        timestamp - TimestampMath.DaysOf(timestamp) * TimestampMath.MicrosPerDay;

    private static long ReadClock(EvaluationContext context) =>
        TimestampMath.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);
}
