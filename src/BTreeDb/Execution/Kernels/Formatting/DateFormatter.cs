using System.Globalization;
using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>Writes dates and times in a format: to_char.</summary>
internal static class DateFormatter
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    /// <summary>The names of the months.</summary>
    public static ReadOnlySpan<string> MonthNames => Months;

    /// <summary>The names of the days.</summary>
    public static ReadOnlySpan<string> DayNames => Days;

    /// <summary>The Roman numbers of the months.</summary>
    public static ReadOnlySpan<string> RomanMonths => Romans;

    public static string Format(DateFormat format, in DateFields fields)
    {
        var output = new StringBuilder();
        foreach (var node in format.Nodes)
        {
            if (node.IsText)
            {
                output.Append(node.Spelling);
                continue;
            }

            var start = output.Length;
            Append(output, node, fields);
            if (node.Suffix.Length > 0 && output.Length > start && char.IsAsciiDigit(output[^1]))
                output.Append(Ordinal(output, start, node.Suffix == "TH"));
        }

        return output.ToString();
    }

    /// <summary>st, nd, rd or th, for the number that ends here.</summary>
    public static string Ordinal(StringBuilder number, int start, bool isUpper)
    {
        var isTeen = number.Length - start > 1 && number[^2] == '1';
        var suffix = isTeen ? "th" : number[^1] switch { '1' => "st", '2' => "nd", '3' => "rd", _ => "th" };
        return isUpper ? suffix.ToUpperInvariant() : suffix;
    }

    private static void Append(StringBuilder output, in DateFormatNode node, in DateFields f)
    {
        switch (node.Name)
        {
            case "A.M." or "P.M." or "AM" or "PM":
                output.Append(Cased(node, (f.Hour % 24 >= 12 ? "P" : "A") + (node.Name.Length > 2 ? ".M." : "M")));
                break;
            case "A.D." or "B.C." or "AD" or "BC":
                Refuse(f);
                output.Append(Cased(node, f.Year <= 0
                    ? node.Name.Length > 2 ? "B.C." : "BC"
                    : node.Name.Length > 2 ? "A.D." : "AD"));
                break;
            case "MONTH" or "MON" or "RM":
                AppendMonth(output, node, f);
                break;
            case "DAY" or "DY":
                Refuse(f);
                AppendName(output, node, Days[IsoWeek.DayOfWeek(f.DayNumber)], node.Name == "DAY" ? 9 : 3);
                break;
            case "TZ" or "OF" or "TZH" or "TZM":
                AppendZone(output, node, f);
                break;
            default:
                if (node.Name is "MS" or "US" || node.Name.StartsWith("FF", StringComparison.Ordinal))
                    AppendFraction(output, node.Name, f.Micros);
                else if (node.Name is "HH24" or "HH12" or "HH" or "MI" or "SS" or "SSSS" or "SSSSS")
                    AppendTime(output, node, f);
                else
                    AppendDate(output, node, f);
                break;
        }
    }

    private static void AppendTime(StringBuilder output, in DateFormatNode node, in DateFields f)
    {
        switch (node.Name)
        {
            case "HH24":
                Number(output, f.Hour, 2, node.Fills);
                break;
            case "HH12" or "HH":
                Number(output, f.Hour % 12 == 0 ? 12 : f.Hour % 12, 2, node.Fills);
                break;
            case "MI":
                Number(output, f.Minute, 2, node.Fills);
                break;
            case "SS":
                Number(output, f.Second, 2, node.Fills);
                break;
            default:
                Number(output, (f.Hour * 3600) + (f.Minute * 60) + f.Second, 0, true);
                break;
        }
    }

    private static void AppendFraction(StringBuilder output, string name, int micros)
    {
        var digits = Math.Abs(micros).ToString("000000", CultureInfo.InvariantCulture);
        output.Append(micros < 0 ? "-" : "").Append(digits, 0, name switch { "MS" => 3, "US" => 6, _ => name[2] - '0' });
    }

    private static void AppendDate(StringBuilder output, in DateFormatNode node, in DateFields f)
    {
        var year = f.IsInterval || f.Year > 0 ? f.Year : 1 - f.Year;
        switch (node.Name)
        {
            case "YYYY":
                Number(output, year, 4, node.Fills);
                break;
            case "YYY":
                Number(output, year % 1000, 3, node.Fills);
                break;
            case "YY":
                Number(output, year % 100, 2, node.Fills);
                break;
            case "Y":
                Number(output, year % 10, 1, node.Fills);
                break;
            case "Y,YYY":
                output.Append(CultureInfo.InvariantCulture, $"{year / 1000},{year % 1000:000}");
                break;
            case "MM":
                Number(output, f.Month, 2, node.Fills);
                break;
            case "DD":
                Number(output, f.Day, f.Day < 0 ? 1 : 2, node.Fills);
                break;
            case "CC":
                var century = f.IsInterval ? f.Year / 100 : f.Year > 0 ? ((f.Year - 1) / 100) + 1 : (f.Year / 100) - 1;
                Number(output, century, 2, node.Fills);
                break;
            case "Q":
                if (f.Month != 0)
                    Number(output, ((f.Month - 1) / 3) + 1, 1, node.Fills);
                break;
            case "DDD":
                Number(output, f.IsInterval ? (f.Year * 360L) + (f.Month * 30) + f.Day : DayOfYear(f), 3, node.Fills);
                break;
            case "J":
                Number(output, f.DayNumber + 2451545, 0, true);
                break;
            case "WW":
                Number(output, f.IsInterval ? 0 : ((DayOfYear(f) - 1) / 7) + 1, 2, node.Fills);
                break;
            case "W":
                Number(output, ((f.Day - 1) / 7) + 1, 1, node.Fills);
                break;
            default:
                Refuse(f);
                AppendWeekDate(output, node, f.DayNumber);
                break;
        }
    }

    private static void AppendWeekDate(StringBuilder output, in DateFormatNode node, long days)
    {
        var year = IsoWeek.YearOf(days);
        var shown = year > 0 ? year : 1 - year;
        switch (node.Name)
        {
            case "D":
                Number(output, IsoWeek.DayOfWeek(days) + 1, 1, node.Fills);
                break;
            case "ID":
                Number(output, IsoWeek.IsoDayOfWeek(days), 1, node.Fills);
                break;
            case "IW":
                Number(output, IsoWeek.WeekOf(days), 2, node.Fills);
                break;
            case "IDDD":
                Number(output, ((IsoWeek.WeekOf(days) - 1) * 7) + IsoWeek.IsoDayOfWeek(days), 3, node.Fills);
                break;
            case "IYYY":
                Number(output, shown, 4, node.Fills);
                break;
            case "IYY":
                Number(output, shown % 1000, 3, node.Fills);
                break;
            case "IY":
                Number(output, shown % 100, 2, node.Fills);
                break;
            default:
                Number(output, shown % 10, 1, node.Fills);
                break;
        }
    }

    private static void AppendMonth(StringBuilder output, in DateFormatNode node, in DateFields f)
    {
        if (node.Name == "RM")
        {
            // An interval without months has no Roman number.
            if (f.Month == 0 && !(f.IsInterval && f.Year != 0))
                return;
            var index = f.Month > 0 ? f.Month - 1 : f.Month == 0 ? 11 : 11 + f.Month;
            AppendName(output, node, Romans[Math.Clamp(index, 0, 11)], 4, casesInitial: false);
            return;
        }

        Refuse(f);
        AppendName(output, node, Months[f.Month - 1], node.Name == "MONTH" ? 9 : 3);
    }

    /// <summary>A name in the case of the field's spelling, cut or padded to a width.</summary>
    private static void AppendName(StringBuilder output, in DateFormatNode node, string name, int width, bool casesInitial = true)
    {
        if (width == 3)
            name = name[..3];
        var spelling = node.Spelling;
        if (char.IsLower(spelling[0]))
            name = name.ToLowerInvariant();
        else if (!casesInitial || char.IsUpper(spelling[1]))
            name = name.ToUpperInvariant();
        output.Append(node.Fills ? name : name.PadRight(width));
    }

    private static void AppendZone(StringBuilder output, in DateFormatNode node, in DateFields f)
    {
        Refuse(f);
        if (f.Zone is not { } zone)
        {
            if (node.Name is "OF" or "TZH")
                output.Append("+00");
            else if (node.Name == "TZM")
                output.Append("00");
            return;
        }

        var magnitude = Math.Abs(f.Offset);
        var sign = f.Offset < 0 ? '-' : '+';
        switch (node.Name)
        {
            case "TZH":
                output.Append(sign).Append((magnitude / 3600).ToString("00", CultureInfo.InvariantCulture));
                break;
            case "TZM":
                output.Append((magnitude / 60 % 60).ToString("00", CultureInfo.InvariantCulture));
                break;
            case "OF":
                output.Append(sign).Append((magnitude / 3600).ToString("00", CultureInfo.InvariantCulture));
                if (magnitude % 3600 != 0)
                    output.Append(':').Append((magnitude / 60 % 60).ToString("00", CultureInfo.InvariantCulture));
                break;
            default:
                output.Append(Cased(node, zone.AbbreviationOf(f.Offset)));
                break;
        }
    }

    private static string Cased(in DateFormatNode node, string text) =>
        char.IsLower(node.Spelling[0]) ? text.ToLowerInvariant() : text;

    private static int DayOfYear(in DateFields f) => (int)(f.DayNumber - new CalendarDate(f.Year, 1, 1).ToDays()) + 1;

    private static void Number(StringBuilder output, long value, int width, bool fills)
    {
        var digits = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        if (value < 0)
            output.Append('-');
        output.Append(fills ? digits : digits.PadLeft(width, '0'));
    }

    private static void Refuse(in DateFields fields)
    {
        if (fields.IsInterval)
            throw FormatErrors.NotForIntervals();
    }
}
