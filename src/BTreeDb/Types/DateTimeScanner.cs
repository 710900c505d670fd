using System.Text;

namespace BTreeDb.Types;

/// <summary>
/// Reads dates and times in the usual spellings: ISO 8601, <c>January 8, 1999</c>, <c>8-Jan-1999</c>, <c>1/8/1999</c>
/// (in the session's order), <c>19990108</c>, <c>1999.008</c>, <c>J2451187</c>, with <c>04:05:06.789</c>, <c>0405</c> after a T,
/// <c>AM</c>/<c>PM</c>, <c>BC</c>, offsets, zone names and the special words.
/// </summary>
internal ref struct DateTimeScanner
{
    private const int UnknownField = -1;

    // The Julian day of 2000-01-01.
    private const int JulianEpoch = 2451545;

    private readonly ReadOnlySpan<byte> _text;
    private readonly string _typeName;
    private DateTimeFields _fields;

    private DateParts _parts;
    private int _afternoon;

    private DateTimeScanner(ReadOnlySpan<byte> text, string typeName, DateOrder order)
    {
        _parts = new DateParts { Written = order };
        _text = text;
        _typeName = typeName;
        _afternoon = UnknownField;
    }

    /// <summary>Reads a text or raises 22007 or 22008.</summary>
    public static DateTimeFields Scan(ReadOnlySpan<byte> text, string typeName, DateOrder order)
    {
        var scanner = new DateTimeScanner(text, typeName, order);
        scanner.ScanTokens();
        return scanner._fields;
    }

    private readonly bool IsTimeAlone => _typeName is "time" or "time with time zone" && !_fields.HasTime && _parts.Count == 0;

    private void ScanTokens()
    {
        var rest = _text;
        var any = false;
        while (NextToken(ref rest, out var token))
        {
            any = true;
            ScanToken(token);
        }

        if (!any)
            throw Invalid();
        FinishTime();
        FinishDate();
        if (_fields.Special != DateTimeSpecial.None)
            CheckSpecialStandsAlone();
        else if (!_fields.HasDate && !_fields.HasTime)
            throw Invalid();
    }

    /// <summary>Tokens are separated by white space and commas.</summary>
    private static bool NextToken(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> token)
    {
        while (rest.Length > 0 && (TextInput.IsSpace(rest[0]) || rest[0] == ','))
            rest = rest[1..];
        var end = 0;
        while (end < rest.Length && !TextInput.IsSpace(rest[end]) && rest[end] != ',')
            end++;
        token = rest[..end];
        rest = rest[end..];
        return token.Length > 0;
    }

    private void ScanToken(scoped ReadOnlySpan<byte> token)
    {
        if (IsDigit(token[0]))
            ScanNumeric(token);
        else if (token[0] is (byte)'+' or (byte)'-')
            ScanSigned(token);
        else if (IsLetter(token[0]))
            ScanWord(token);
        else
            throw Invalid();
    }

    private void ScanSigned(scoped ReadOnlySpan<byte> token)
    {
        if (Ascii.EqualsIgnoreCase(token, "-infinity"u8) || Ascii.EqualsIgnoreCase(token, "-inf"u8))
            SetSpecial(DateTimeSpecial.NegativeInfinity);
        else if (Ascii.EqualsIgnoreCase(token, "+infinity"u8) || Ascii.EqualsIgnoreCase(token, "+inf"u8))
            SetSpecial(DateTimeSpecial.Infinity);
        else
            ScanOffset(token);
    }

    private void ScanNumeric(scoped ReadOnlySpan<byte> token)
    {
        var end = 0;
        while (end < token.Length && IsDigit(token[end]))
            end++;
        if (end < token.Length && token[end] == ':')
            ScanTime(token);
        else if (end == token.Length)
            ScanDigits(token);
        else if (IsDateSeparator(token[end]) || IsMonthAt(token[end..]))
            ScanDate(token);
        else if (token[end] is (byte)'T' or (byte)'t' && end >= 6)
            ScanCompact(token, end);
        else if (token[end] is (byte)'+' or (byte)'Z' or (byte)'z' or (byte)'A' or (byte)'a' or (byte)'P' or (byte)'p')
            ScanHour(token, end);
        else
            throw Invalid();
    }

    /// <summary><c>19990108T040506</c>.</summary>
    private void ScanCompact(scoped ReadOnlySpan<byte> token, int end)
    {
        ScanDigits(token[..end]);
        ScanTimeOfDay(token[(end + 1)..]);
    }

    /// <summary><c>4PM</c> or, after a date, <c>04+02</c>.</summary>
    private void ScanHour(scoped ReadOnlySpan<byte> token, int end)
    {
        SetTime(Number(token[..end]) * TimestampMath.MicrosPerHour);
        ScanToken(token[end..]);
    }

    private void ScanDigits(scoped ReadOnlySpan<byte> token)
    {
        if (IsTimeAlone && (token.Length is 4 or 6))
            ScanTimeOfDay(token);
        else if (token.Length == 8 && _parts.Count == 0)
            SetWholeDate(Number(token[..4]), Number(token[4..6]), Number(token[6..]), 4);
        else if (token.Length == 6 && _parts.Count == 0)
            SetWholeDate(Number(token[..2]), Number(token[2..4]), Number(token[4..]), 2);
        else if (token.Length == 6 && _parts.Count == 3 && !_fields.HasTime)
            ScanTimeOfDay(token);
        else
            AddPart(Number(token), token.Length);
    }

    private void SetWholeDate(int year, int month, int day, int yearDigits)
    {
        AddPart(yearDigits == 2 ? DateParts.CenturyOf(year) : year, 4);
        AddPart(month, 2);
        AddPart(day, 2);
    }

    private void ScanDate(scoped ReadOnlySpan<byte> token)
    {
        var rest = token;
        while (rest.Length > 0)
        {
            var end = 0;
            if (IsDigit(rest[0]))
            {
                while (end < rest.Length && IsDigit(rest[end]))
                    end++;
                AddPart(Number(rest[..end]), end);
            }
            else if (IsMonthAt(rest))
            {
                while (end < rest.Length && IsLetter(rest[end]))
                    end++;
                AddMonth(rest[..end]);
            }
            else
            {
                throw Invalid();
            }

            rest = rest[end..];
            if (rest.Length == 0)
                return;
            if (rest[0] is (byte)'T' or (byte)'t' && rest.Length > 1 && IsDigit(rest[1]))
            {
                ScanTimeOfDay(rest[1..]);
                return;
            }

            // A third part is followed by a zone, if by anything: 1999-01-08+02, 1999-01-08Z.
            if (_parts.Count == 3)
            {
                ScanToken(rest);
                return;
            }

            if (IsDateSeparator(rest[0]))
                rest = rest[1..];
            if (rest.Length == 0)
                throw Invalid();
        }
    }

    /// <summary>A time with colons, or digits alone: <c>0405</c>, <c>040506.789</c>.</summary>
    private void ScanTimeOfDay(scoped ReadOnlySpan<byte> token)
    {
        var end = 0;
        while (end < token.Length && IsDigit(token[end]))
            end++;
        if (end < token.Length && token[end] == ':')
        {
            ScanTime(token);
            return;
        }

        if (end is not (2 or 4 or 6))
            throw Invalid();
        var hours = Number(token[..2]);
        var minutes = end >= 4 ? Number(token[2..4]) : 0;
        var seconds = end == 6 ? Number(token[4..6]) : 0;
        var fraction = Fraction(token, ref end);
        SetClock(hours, minutes, seconds, fraction);
        if (end < token.Length)
            ScanToken(token[end..]);
    }

    private void ScanTime(scoped ReadOnlySpan<byte> token)
    {
        var at = 0;
        var hours = TakeNumber(token, ref at);
        var minutes = TakeColonNumber(token, ref at);
        var seconds = at < token.Length && token[at] == ':' ? TakeColonNumber(token, ref at) : 0;
        var fraction = Fraction(token, ref at);
        SetClock(hours, minutes, seconds, fraction);
        if (at < token.Length)
            ScanToken(token[at..]);
    }

    private int TakeColonNumber(scoped ReadOnlySpan<byte> token, ref int at)
    {
        at++;
        return TakeNumber(token, ref at);
    }

    private int TakeNumber(scoped ReadOnlySpan<byte> token, ref int at)
    {
        var start = at;
        while (at < token.Length && IsDigit(token[at]))
            at++;
        return at > start ? Number(token[start..at]) : throw Invalid();
    }

    /// <summary>The digits after a point, as microseconds rounded to the nearest.</summary>
    private int Fraction(scoped ReadOnlySpan<byte> token, ref int at)
    {
        if (at >= token.Length || token[at] != '.')
            return 0;
        at++;
        var micros = 0;
        var unit = 100_000;
        for (; at < token.Length && IsDigit(token[at]); at++)
        {
            var digit = token[at] - '0';
            if (unit > 0)
                micros += digit * unit;
            else if (unit == 0 && digit >= 5)
                micros++;
            unit = unit > 0 ? unit / 10 : UnknownField;
        }

        return micros;
    }

    private void SetClock(int hours, int minutes, int seconds, int micros)
    {
        if (minutes > 59 || seconds > 60 || hours > 24 || (hours == 24 && (minutes | seconds | micros) != 0))
            throw TypeErrors.FieldOutOfRange(_text);
        SetTime(hours * TimestampMath.MicrosPerHour + minutes * TimestampMath.MicrosPerMinute
            + seconds * TimestampMath.MicrosPerSecond + micros);
    }

    private void SetTime(long micros)
    {
        if (_fields.HasTime)
            throw Invalid();
        if (micros > TimestampMath.MicrosPerDay)
            throw TypeErrors.FieldOutOfRange(_text);
        _fields.HasTime = true;
        _fields.Time = micros;
    }

    private void ScanOffset(scoped ReadOnlySpan<byte> token)
    {
        if (_fields.Zone is not null)
            throw Invalid();
        var at = 1;
        var start = at;
        var first = TakeNumber(token, ref at);
        var hours = first;
        var minutes = 0;
        var seconds = 0;
        if (at - start > 2)
            (hours, minutes) = (first / 100, first % 100);
        if (at < token.Length && token[at] == ':')
            minutes = TakeColonNumber(token, ref at);
        if (at < token.Length && token[at] == ':')
            seconds = TakeColonNumber(token, ref at);
        if (hours > 15 || minutes > 59 || seconds > 59)
            throw TypeErrors.FieldOutOfRange(_text);
        var offset = hours * 3600 + minutes * 60 + seconds;
        _fields.Zone = offset == 0 ? SessionTimeZone.Utc : SessionTimeZone.Fixed(token[0] == '-' ? -offset : offset);
        if (at < token.Length)
            ScanToken(token[at..]);
    }

    private void ScanWord(scoped ReadOnlySpan<byte> token)
    {
        if (Ascii.EqualsIgnoreCase(token, "am"u8))
            _afternoon = 0;
        else if (Ascii.EqualsIgnoreCase(token, "pm"u8))
            _afternoon = 1;
        else if (Ascii.EqualsIgnoreCase(token, "bc"u8))
            _parts.IsBeforeChrist = true;
        else if (Ascii.EqualsIgnoreCase(token, "ad"u8))
            _parts.IsBeforeChrist = false;
        else if (token[0] is (byte)'T' or (byte)'t' && token.Length > 1 && IsDigit(token[1]))
            ScanTimeOfDay(token[1..]);
        else if (token[0] is (byte)'J' or (byte)'j' && token.Length > 1 && IsDigit(token[1]))
            SetJulianDay(token[1..]);
        else if (DateWords.TryFindSpecial(token, out var special))
            SetSpecial(special);
        else if (IsMonthAt(token))
            ScanDate(token);
        else if (!DateWords.IsWeekday(token))
            ScanZoneName(token);
    }

    private void ScanZoneName(scoped ReadOnlySpan<byte> token)
    {
        if (_fields.Zone is not null || (!_fields.HasTime && _parts.Count == 0))
            throw Invalid();
        var name = Encoding.UTF8.GetString(token);
        if (!SessionTimeZone.TryFind(name, out var zone))
            throw name.Contains('/') ? TypeErrors.UnknownTimeZone(name) : Invalid();
        _fields.Zone = zone;
    }

    private void SetJulianDay(scoped ReadOnlySpan<byte> digits)
    {
        if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            throw Invalid();
        if (_parts.Count > 0 || _fields.HasDate)
            throw Invalid();
        _fields.Date = CalendarDate.FromDays((long)Number(digits) - JulianEpoch);
        _fields.HasDate = true;
    }

    private void SetSpecial(DateTimeSpecial special)
    {
        if (_fields.Special != DateTimeSpecial.None)
            throw Invalid();
        _fields.Special = special;
    }

    private void CheckSpecialStandsAlone()
    {
        var takesTime = _fields.Special >= DateTimeSpecial.Today;
        if (_parts.Count > 0 || (_fields.HasTime && !takesTime))
            throw Invalid();
    }

    private void FinishTime()
    {
        if (_afternoon < 0)
            return;
        if (!_fields.HasTime)
            throw Invalid();
        var hours = _fields.Time / TimestampMath.MicrosPerHour;
        if (hours is < 1 or > 12)
            throw TypeErrors.FieldOutOfRange(_text);
        if (_afternoon == 1 && hours < 12)
            _fields.Time += 12 * TimestampMath.MicrosPerHour;
        else if (_afternoon == 0 && hours == 12)
            _fields.Time -= 12 * TimestampMath.MicrosPerHour;
    }

    private void FinishDate()
    {
        if (_parts.Count == 0)
            return;
        if (!_parts.AreComplete)
            throw Invalid();
        if (!_parts.TryResolve(out _fields.Date))
            throw TypeErrors.FieldOutOfRange(_text);
        _fields.HasDate = true;
    }

    private void AddMonth(scoped ReadOnlySpan<byte> word)
    {
        if (!_parts.TryAddMonth(DateWords.MonthAt(word)))
            throw Invalid();
    }

    private void AddPart(int value, int digits)
    {
        if (!_parts.TryAdd(value, digits))
            throw Invalid();
    }

    private static bool IsMonthAt(ReadOnlySpan<byte> text) => DateWords.MonthAt(text) > 0;

    private int Number(scoped ReadOnlySpan<byte> digits)
    {
        if (digits.Length > 9)
            throw TypeErrors.FieldOutOfRange(_text);
        var value = 0;
        foreach (var c in digits)
            value = value * 10 + (c - '0');
        return value;
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    private static bool IsLetter(byte c) => (c | 0x20) is >= 'a' and <= 'z';

    private static bool IsDateSeparator(byte c) => c is (byte)'-' or (byte)'/' or (byte)'.';

    private Diagnostics.EngineException Invalid() => TypeErrors.InvalidDateTime(_typeName, _text);
}
