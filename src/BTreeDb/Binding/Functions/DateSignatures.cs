using System.Collections.Immutable;
using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>Operators and functions with intervals, zones and formats, which are called row by row.</summary>
internal static class DateSignatures
{
    /// <summary>Adds the operators.</summary>
    public static void AddOperators(SignatureTable table)
    {
        foreach (var type in (ReadOnlySpan<TypeId>)[Time, TimeTz, Timestamp, TimestampTz, Interval])
        {
            table.Add("+", FunctionId.IntervalAdd, type, type, Interval);
            table.Add("-", FunctionId.IntervalSubtract, type, type, Interval);
            if (type != Interval)
                table.Add("+", FunctionId.IntervalAdd, type, Interval, type);
        }

        table.Add("+", FunctionId.IntervalAdd, Timestamp, Date, Interval);
        table.Add("+", FunctionId.IntervalAdd, Timestamp, Interval, Date);
        table.Add("-", FunctionId.IntervalSubtract, Timestamp, Date, Interval);
        table.Add("-", FunctionId.IntervalSubtract, Interval, Time, Time);
        table.Add("-", FunctionId.IntervalSubtract, Interval, Timestamp, Timestamp);
        table.Add("-", FunctionId.IntervalSubtract, Interval, TimestampTz, TimestampTz);
        table.Add("*", FunctionId.IntervalMultiply, Interval, Interval, Float8);
        table.Add("*", FunctionId.IntervalMultiply, Interval, Float8, Interval);
        table.Add("/", FunctionId.IntervalDivide, Interval, Interval, Float8);
    }

    /// <summary>Adds the functions.</summary>
    public static void AddFunctions(SignatureTable table)
    {
        AddClocks(table);
        AddParts(table);
        AddMakers(table);
        AddZones(table);
        AddFormats(table);
    }

    private static void AddClocks(SignatureTable table)
    {
        table.Add("statement_timestamp", FunctionId.StatementTimestamp, TimestampTz);
        table.Add("timeofday", FunctionId.TimeOfDay, Text);
        foreach (var type in (ReadOnlySpan<TypeId>)[Timestamp, TimestampTz])
        {
            table.Add("age", FunctionId.Age, Interval, type, type);
            table.Add("age", FunctionId.Age, Interval, type);
            table.Add("date_bin", FunctionId.DateBin, type, Interval, type, type);
        }
    }

    private static void AddParts(SignatureTable table)
    {
        table.Add("date_trunc", FunctionId.TruncateInterval, Interval, Text, Interval);
        table.Add("date_trunc", FunctionId.TruncateInZone, TimestampTz, Text, TimestampTz, Text);
        table.Add("extract", FunctionId.ExtractInterval, Numeric, Text, Interval);
        table.Add("extract", FunctionId.ExtractTimeTz, Numeric, Text, TimeTz);
        table.Add("date_part", new Signature(FunctionId.ExtractInterval, [Text, Interval], Float8) { KernelResult = Numeric });
        table.Add("date_part", new Signature(FunctionId.ExtractTimeTz, [Text, TimeTz], Float8) { KernelResult = Numeric });
        foreach (var type in (ReadOnlySpan<TypeId>)[Date, Timestamp, TimestampTz, Interval])
            table.Add("isfinite", FunctionId.IsFinite, Bool, type);
        table.Add("justify_hours", FunctionId.JustifyHours, Interval, Interval);
        table.Add("justify_days", FunctionId.JustifyDays, Interval, Interval);
        table.Add("justify_interval", FunctionId.JustifyInterval, Interval, Interval);
        foreach (var type in (ReadOnlySpan<TypeId>)[Time, Timestamp, TimestampTz])
        {
            table.Add("overlaps", FunctionId.Overlaps, Bool, type, type, type, type);
            table.Add("overlaps", FunctionId.Overlaps, Bool, type, Interval, type, Interval);
            table.Add("overlaps", FunctionId.Overlaps, Bool, type, type, type, Interval);
            table.Add("overlaps", FunctionId.Overlaps, Bool, type, Interval, type, type);
        }
    }

    private static void AddMakers(SignatureTable table)
    {
        table.Add("make_time", FunctionId.MakeTime, Time, Int4, Int4, Float8);
        table.Add("make_timestamp", FunctionId.MakeTimestamp, Timestamp, Int4, Int4, Int4, Int4, Int4, Float8);
        table.Add("make_timestamptz", FunctionId.MakeTimestampTz, TimestampTz, Int4, Int4, Int4, Int4, Int4, Float8);
        table.Add("make_timestamptz", FunctionId.MakeTimestampTz, TimestampTz, Int4, Int4, Int4, Int4, Int4, Float8, Text);
        table.Add("make_interval", FunctionId.MakeInterval, Interval, Int4, Int4, Int4, Int4, Int4, Int4, Float8);
    }

    private static void AddZones(SignatureTable table)
    {
        foreach (var zone in (ReadOnlySpan<TypeId>)[Text, Interval])
        {
            table.Add("timezone", FunctionId.AtZone, TimestampTz, zone, Timestamp);
            table.Add("timezone", FunctionId.AtZone, Timestamp, zone, TimestampTz);
            table.Add("timezone", FunctionId.AtZone, TimeTz, zone, TimeTz);
        }
    }

    private static void AddFormats(SignatureTable table)
    {
        table.Add("to_char", FunctionId.TimestampToChar, Text, Timestamp, Text);
        table.Add("to_char", FunctionId.TimestampToChar, Text, TimestampTz, Text);
        table.Add("to_char", FunctionId.IntervalToChar, Text, Interval, Text);
        foreach (var type in (ReadOnlySpan<TypeId>)[Int4, Int8, Float4, Float8, Numeric])
            table.Add("to_char", FunctionId.NumberToChar, Text, type, Text);
        table.Add("to_date", FunctionId.ToDate, Date, Text, Text);
        table.Add("to_timestamp", FunctionId.ToTimestamp, TimestampTz, Text, Text);
        table.Add("to_timestamp", FunctionId.TimestampFromEpoch, TimestampTz, Float8);
        table.Add("to_number", FunctionId.ToNumber, Numeric, Text, Text);
    }
}
