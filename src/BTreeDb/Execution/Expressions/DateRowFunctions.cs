using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Execution.Kernels.Formatting;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions of dates, times and intervals that are called row by row.</summary>
internal static class DateRowFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        switch (call.Function)
        {
            case FunctionId.StatementTimestamp:
                return new SessionExpression(SqlType.TimestampTz, static c => Datum.FromInt64(c.StatementTime));
            case FunctionId.CurrentTime:
                return new SessionExpression(SqlType.TimeTz, static c => Datum.FromInt64(CurrentTime(c)));
            case FunctionId.Negate when call.ArgumentId(0) == TypeId.Interval:
                return call.Rows(IntervalRows.Negate);
            case FunctionId.TimeOfDay:
                return call.Rows(TimeOfDay);
        }

        return Find(call.Function) is { } function ? call.Rows(function, call.Function != FunctionId.Overlaps) : null;
    }

    private static RowFunction? Find(FunctionId function) => function switch
    {
        FunctionId.IntervalAdd => IntervalRows.Add,
        FunctionId.IntervalSubtract => IntervalRows.Subtract,
        FunctionId.IntervalMultiply => IntervalRows.Multiply,
        FunctionId.IntervalDivide => IntervalRows.Divide,
        FunctionId.Age => IntervalRows.Age,
        FunctionId.JustifyHours => IntervalRows.JustifyHours,
        FunctionId.JustifyDays => IntervalRows.JustifyDays,
        FunctionId.JustifyInterval => IntervalRows.Justify,
        FunctionId.MakeInterval => IntervalRows.Make,
        FunctionId.MakeTime => DateTimeRows.MakeTime,
        FunctionId.MakeTimestamp => DateTimeRows.MakeTimestamp,
        FunctionId.MakeTimestampTz => DateTimeRows.MakeTimestampTz,
        FunctionId.DateBin => DateTimeRows.Bin,
        FunctionId.IsFinite => DateTimeRows.IsFinite,
        FunctionId.Overlaps => DateTimeRows.Overlaps,
        FunctionId.AtZone => DateTimeRows.AtZone,
        FunctionId.TruncateInterval => DateTimeRows.TruncateInterval,
        FunctionId.TruncateInZone => DateTimeRows.TruncateInZone,
        FunctionId.ExtractInterval => DateTimeRows.ExtractFromInterval,
        FunctionId.ExtractTimeTz => DateTimeRows.ExtractFromTimeTz,
        FunctionId.TimestampToChar => FormatFunctions.TimestampToChar,
        FunctionId.IntervalToChar => FormatFunctions.IntervalToChar,
        FunctionId.NumberToChar => FormatFunctions.NumberToChar,
        FunctionId.ToDate => FormatFunctions.ToDate,
        FunctionId.ToTimestamp => FormatFunctions.ToTimestamp,
        FunctionId.TimestampFromEpoch => FormatFunctions.FromEpoch,
        FunctionId.ToNumber => FormatFunctions.ToNumber,
        _ => null,
    };

    private static long CurrentTime(EvaluationContext context)
    {
        var offset = context.TimeZone.OffsetAtUtc(context.TransactionTime);
        return ZonedTime.Make(
            IntervalMath.TimeOf(TimestampMath.ToLocal(context.TransactionTime, context.TimeZone)), offset);
    }

    private static void TimeOfDay(CallFrame call)
    {
        var now = call.Context.Clock.GetUtcNow().UtcDateTime;
        var zone = call.Context.TimeZone;
        var micros = TimestampMath.FromDateTime(now);
        var local = now.AddSeconds(zone.OffsetAtUtc(micros));
        call.ReturnText(string.Create(
            CultureInfo.InvariantCulture,
            $"{local:ddd MMM dd HH:mm:ss.ffffff yyyy} {zone.AbbreviationOf(zone.OffsetAtUtc(micros))}"));
    }
}
