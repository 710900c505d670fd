using BTreeDb.Types;

namespace BTreeDb.Engine.Settings;

/// <summary>Reads and shows DateStyle: a format and an order, either of which may be left out.</summary>
internal static class DateStyleSetting
{
    private const string Name = "DateStyle";

    /// <summary>The value as PostgreSQL shows it.</summary>
    public static string Show(TextStyle style)
    {
        var format = style.Dates switch
        {
            DateFormat.Sql => "SQL", DateFormat.Postgres => "Postgres", DateFormat.German => "German", _ => "ISO",
        };
        var order = style.Order switch { DateOrder.DayMonthYear => "DMY", DateOrder.YearMonthDay => "YMD", _ => "MDY" };
        return $"{format}, {order}";
    }

    /// <summary>Reads a list of words; 22023 where one is unknown or two contradict each other.</summary>
    public static TextStyle Read(TextStyle before, string value)
    {
        DateFormat? format = null;
        DateOrder? order = null;
        var isOrderImplied = false;
        foreach (var part in value.Split(','))
        {
            var word = part.Trim().Trim('"').ToUpperInvariant();
            if (FormatOf(word) is { } newFormat)
            {
                if (format is { } known && known != newFormat)
                    throw Conflicting(value);
                format = newFormat;
                if (newFormat == DateFormat.German && order is null)
                    (order, isOrderImplied) = (DateOrder.DayMonthYear, true);
            }
            else if (OrderOf(word) is { } newOrder)
            {
                if (order is { } known && known != newOrder && !isOrderImplied)
                    throw Conflicting(value);
                (order, isOrderImplied) = (newOrder, false);
            }
            else if (word == "DEFAULT")
            {
                format ??= DateFormat.Iso;
                order ??= DateOrder.MonthDayYear;
            }
            else
            {
                throw SettingErrors.UnknownWord(Name, value, part.Trim());
            }
        }

        return before with { Dates = format ?? before.Dates, Order = order ?? before.Order };
    }

    private static Diagnostics.EngineException Conflicting(string value) =>
        SettingErrors.Conflicting(Name, value, "Conflicting \"datestyle\" specifications.");

    private static DateFormat? FormatOf(string word) => word switch
    {
        "ISO" => DateFormat.Iso,
        "SQL" => DateFormat.Sql,
        "GERMAN" => DateFormat.German,
        _ when word.StartsWith("POSTGRES", StringComparison.Ordinal) => DateFormat.Postgres,
        _ => null,
    };

    private static DateOrder? OrderOf(string word) => word switch
    {
        "YMD" => DateOrder.YearMonthDay,
        "MDY" or "US" => DateOrder.MonthDayYear,
        "DMY" => DateOrder.DayMonthYear,
        _ when word.StartsWith("EURO", StringComparison.Ordinal) => DateOrder.DayMonthYear,
        _ when word.StartsWith("NONEURO", StringComparison.Ordinal) => DateOrder.MonthDayYear,
        _ => null,
    };
}
