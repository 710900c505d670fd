using System.Globalization;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>
/// Reads a date and time by a format: to_date and to_timestamp. White space before fields is skipped, a separator of the
/// format matches any separator or none, and a number ends where its field's width does if another number follows at once.
/// </summary>
internal ref struct DateReader
{
    private readonly DateFormat _format;
    private readonly ReadOnlySpan<char> _text;
    private readonly string _source;
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private int _at;
    private int _yearDigits;
    private bool _isBefore;
    private bool? _isAfternoon;
    private bool _nextIsZone;

    private DateReader(DateFormat format, string text)
    {
        _format = format;
        _source = text;
        _text = text;
    }

    /// <summary>The local timestamp that a text means, and its offset if one was read.</summary>
    public static long Read(DateFormat format, string text, out int? offset)
    {
        var reader = new DateReader(format, text);
        reader.ReadNodes();
        offset = reader.Offset();
        return reader.Combine();
    }

    private void ReadNodes()
    {
        for (var i = 0; i < _format.Nodes.Length && _at < _text.Length; i++)
        {
            var node = _format.Nodes[i];
            if (node.IsText)
            {
                _nextIsZone = i + 1 < _format.Nodes.Length && _format.Nodes[i + 1].Name == "TZH";
                SkipText(node);
                continue;
            }

            if (!_format.IsExact)
                SkipSpace();
            if (_at < _text.Length)
                ReadField(node, i);
        }
    }

    private void SkipText(in DateFormatNode node)
    {
        if (node.IsQuoted || char.IsLetterOrDigit(node.Spelling[0]))
        {
            _at = Math.Min(_at + node.Spelling.Length, _text.Length);
            return;
        }

        if (!_format.IsExact)
            SkipSpace();
        if (_at < _text.Length && IsSeparator(_text[_at]) && !StartsSignedField())
            _at++;
    }

    /// <summary>A sign before a time zone's hour or a number belongs to it.</summary>
    private readonly bool StartsSignedField() =>
        _text[_at] is '+' or '-' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]) && _nextIsZone;

    private void ReadField(in DateFormatNode node, int index)
    {
        switch (node.Name)
        {
            case "A.M." or "P.M." or "AM" or "PM":
                _isAfternoon = ReadWord(node.Name, node.Name.Length > 2 ? ["A.M.", "P.M."] : ["AM", "PM"]) == 1;
                break;
            case "A.D." or "B.C." or "AD" or "BC":
                _isBefore = ReadWord(node.Name, node.Name.Length > 2 ? ["A.D.", "B.C."] : ["AD", "BC"]) == 1;
                break;
            case "MONTH" or "MON":
                Set("MM", ReadName(node.Spelling, DateFormatter.MonthNames, node.Name == "MONTH") + 1, node.Spelling);
                break;
            case "DAY" or "DY":
                Set("D", ReadName(node.Spelling, DateFormatter.DayNames, node.Name == "DAY") + 1, node.Spelling);
                break;
            case "RM":
                Set("MM", ReadRoman(node.Spelling), node.Spelling);
                break;
            case "TZ" or "OF":
                throw FormatErrors.OnlyInToChar(node.Spelling);
            case "Y,YYY":
                ReadThousands(node.Spelling);
                break;
            default:
                ReadNumber(node, index);
                break;
        }

        if (node.Suffix.Length > 0)
            _at = Math.Min(_at + 2, _text.Length);
    }

    private void ReadNumber(in DateFormatNode node, int index)
    {
        var width = WidthOf(node.Name);
        var isLimited = FollowsNumber(index) || _format.IsExact;
        var start = _at;
        if (_text[_at] is '+' or '-' && node.Name is "TZH" or "YYYY" or "J" or "CC")
            _at++;
        var digits = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]) && (!isLimited || _at - digits < width))
            _at++;
        var read = _at - digits;
        if (read == 0)
            throw FormatErrors.InvalidValue(Excerpt(start, width), node.Spelling, "Value must be an integer.");
        if (!int.TryParse(_text[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw FormatErrors.InvalidValue(
                _text[start.._at].ToString(), node.Spelling, "Value must be in the range -2147483648 to 2147483647.");
        }

        Store(node, value, read, _text[start] == '-');
    }

    private void Store(in DateFormatNode node, int value, int digits, bool isNegative)
    {
        switch (node.Name)
        {
            case "YYYY" or "YYY" or "YY" or "Y":
                _yearDigits = node.Name == "YYYY" && digits >= 4 ? 4 : digits;
                Set("YYYY", node.Name == "YYYY" && HasEra() ? value : FullYear(value, _yearDigits, node.Name), node.Spelling);
                break;
            case "IYYY" or "IYY" or "IY" or "I":
                Set("IYYY", FullYear(value, digits, node.Name), node.Spelling);
                break;
            case "HH" or "HH12":
                Set("HH12", value, node.Spelling);
                if (value is < 1 or > 12 && _isAfternoon is not null)
                    throw FormatErrors.TwelveHourClock(value);
                break;
            case "MS":
                Set("US", Scale(value, digits, 3) * 1000, node.Spelling);
                break;
            case "US" or "FF1" or "FF2" or "FF3" or "FF4" or "FF5" or "FF6":
                Set("US", Scale(value, digits, 6), node.Spelling);
                break;
            case "TZH":
                Set("TZH", value, node.Spelling);
                _values["TZSIGN"] = isNegative ? -1 : 1;
                break;
            case "SSSSS":
                Set("SSSS", value, node.Spelling);
                break;
            default:
                Set(node.Name, value, node.Spelling);
                break;
        }
    }

    /// <summary>A number of fewer digits is a fraction: <c>.5</c> is 500 milliseconds.</summary>
    private static int Scale(int value, int digits, int width)
    {
        for (; digits < width; digits++)
            value *= 10;
        for (; digits > width; digits--)
            value /= 10;
        return value;
    }

    /// <summary>Years of fewer than four digits are those nearest to 2020.</summary>
    private static int FullYear(int value, int digits, string field) => field is "YYYY" or "IYYY" && digits >= 4 ? value
        : digits >= 4 ? value
        : value < 70 ? value + 2000
        : value < 100 ? value + 1900
        : value < 520 ? value + 2000
        : value < 1000 ? value + 1000
        : value;

    private readonly bool HasEra()
    {
        foreach (var node in _format.Nodes)
        {
            if (node.Name is "BC" or "AD" or "B.C." or "A.D.")
                return true;
        }

        return false;
    }

    private void ReadThousands(string spelling)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == ','))
            _at++;
        var digits = _text[start.._at].ToString().Replace(",", "", StringComparison.Ordinal);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw FormatErrors.InvalidValue(Excerpt(start, 5), spelling, "Value must be an integer.");
        Set("YYYY", year, spelling);
    }

    private int ReadWord(string field, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!_text[_at..].StartsWith(words[i], StringComparison.OrdinalIgnoreCase))
                continue;
            _at += words[i].Length;
            return i;
        }

        throw NotAllowed(field, field.Length);
    }

    private int ReadName(string field, ReadOnlySpan<string> names, bool isFull)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = isFull ? names[i] : names[i][..3];
            if (!_text[_at..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            _at += name.Length;
            return i;
        }

        throw NotAllowed(field, isFull ? _text.Length : 3);
    }

    private int ReadRoman(string field)
    {
        var romans = DateFormatter.RomanMonths;
        var (best, length) = (-1, 0);
        for (var i = 0; i < romans.Length; i++)
        {
            if (romans[i].Length > length && _text[_at..].StartsWith(romans[i], StringComparison.OrdinalIgnoreCase))
                (best, length) = (i, romans[i].Length);
        }

        if (best < 0)
            throw NotAllowed(field, 4);
        _at += length;
        return best + 1;
    }

    private readonly Diagnostics.EngineException NotAllowed(string field, int width) => FormatErrors.InvalidValue(
        Excerpt(_at, width), field, "The given value did not match any of the allowed values for this field.");

    private readonly string Excerpt(int start, int width)
    {
        var end = start;
        while (end < _text.Length && end - start < Math.Max(width, 1) && !char.IsWhiteSpace(_text[end]))
            end++;
        return _text[start..end].ToString();
    }

    private readonly void Set(string field, int value, string spelling)
    {
        if (_values.TryGetValue(field, out var before) && before != value)
            throw FormatErrors.Conflict(spelling);
        _values[field] = value;
    }

    private readonly int Get(string field, int otherwise) => _values.GetValueOrDefault(field, otherwise);

    private readonly bool Has(string field) => _values.ContainsKey(field);

    private readonly bool FollowsNumber(int index) =>
        index + 1 < _format.Nodes.Length && _format.Nodes[index + 1].IsNumeric && _format.Nodes[index].Suffix.Length == 0;

    private static int WidthOf(string name) => name switch
    {
        "YYYY" or "IYYY" or "HH24" or "HH12" => name[0] is 'H' ? 2 : 4,
        "DDD" or "IDDD" or "YYY" or "IYY" or "MS" => 3,
        "US" or "J" => name == "US" ? 6 : 7,
        "SSSS" or "SSSSS" => 5,
        "TZH" => 2,
        "TZM" => 2,
        "FF1" or "FF2" or "FF3" or "FF4" or "FF5" or "FF6" => name[2] - '0',
        _ => name.Length == 1 ? 1 : 2,
    };

    private readonly int? Offset()
    {
        if (!Has("TZH") && !Has("TZM"))
            return null;
        var sign = Get("TZSIGN", 1);
        return sign * ((Math.Abs(Get("TZH", 0)) * 3600) + (Get("TZM", 0) * 60));
    }

    private readonly long Combine()
    {
        var time = Time();
        var days = Days();
        if (!TimestampMath.IsDateInRange(days))
            throw FormatErrors.OutOfRange(_source);
        return TimestampMath.CheckTimestamp(((Int128)days * TimestampMath.MicrosPerDay) + time);
    }

    private readonly long Time()
    {
        if (Has("SSSS"))
        {
            var seconds = Get("SSSS", 0);
            if (seconds > 86400)
                throw FormatErrors.OutOfRange(_source);
            return (seconds * TimestampMath.MicrosPerSecond) + Get("US", 0);
        }

        var hour = Get("HH24", 0);
        if (Has("HH12"))
        {
            hour = Get("HH12", 0);
            if (_isAfternoon is not null && hour is < 1 or > 12)
                throw FormatErrors.TwelveHourClock(hour);
            if (hour is < 0 or > 12)
                throw FormatErrors.TwelveHourClock(hour);
        }

        if (_isAfternoon is { } isAfternoon)
        {
            if (hour is < 1 or > 12)
                throw FormatErrors.TwelveHourClock(hour);
            hour = (hour % 12) + (isAfternoon ? 12 : 0);
        }

        var (minute, second) = (Get("MI", 0), Get("SS", 0));
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
            throw FormatErrors.OutOfRange(_source);
        return (hour * TimestampMath.MicrosPerHour) + (minute * TimestampMath.MicrosPerMinute)
            + (second * TimestampMath.MicrosPerSecond) + Get("US", 0);
    }

    private readonly long Days()
    {
        if (Has("J"))
            return Get("J", 0) - 2451545L;
        if (Has("IYYY") || Has("IW") || Has("IDDD"))
            return IsoDays();
        var year = Year();
        if (Has("DDD") && !Has("MM"))
        {
            var day = Get("DDD", 1);
            if (day < 1 || day > (CalendarDate.IsLeapYear(year) ? 366 : 365))
                throw FormatErrors.OutOfRange(_source);
            return new CalendarDate(year, 1, 1).ToDays() + day - 1;
        }

        if (Has("WW") && !Has("MM"))
            return new CalendarDate(year, 1, 1).ToDays() + ((Get("WW", 1) - 1) * 7L);
        var month = Get("MM", 1);
        var dayOfMonth = Has("DD") ? Get("DD", 1) : Has("W") ? ((Get("W", 1) - 1) * 7) + 1 : 1;
        if (month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > CalendarDate.DaysInMonth(year, month))
            throw FormatErrors.OutOfRange(_source);
        return new CalendarDate(year, month, dayOfMonth).ToDays();
    }

    /// <summary>The astronomical year; without any year it is 1 BC, as in PostgreSQL.</summary>
    private readonly int Year()
    {
        if (!Has("YYYY") && Has("CC"))
        {
            var century = _isBefore ? -Get("CC", 0) : Get("CC", 0);
            return century >= 0 ? ((century - 1) * 100) + 1 : (century * 100) + 1;
        }

        var year = Get("YYYY", 0);
        if (Has("CC") && _yearDigits <= 2)
            year = (year % 100) + ((Get("CC", 0) - (year % 100 == 0 ? 0 : 1)) * 100);
        if (_isBefore && year > 0)
            return 1 - year;
        return year < 0 ? year + 1 : year;
    }

    private readonly long IsoDays()
    {
        if (Has("YYYY") || Has("MM") || Has("DD") || Has("DDD"))
            throw FormatErrors.MixedDates();
        var monday = IsoWeek.MondayOf(new CalendarDate(Get("IYYY", 0), 1, 4).ToDays());
        if (Has("IDDD"))
            return monday + Get("IDDD", 1) - 1;
        return monday + ((Get("IW", 1) - 1) * 7L) + Get("ID", 1) - 1;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private static bool IsSeparator(char c) => c > 0x20 && c < 0x7F && !char.IsAsciiLetterOrDigit(c);
}
