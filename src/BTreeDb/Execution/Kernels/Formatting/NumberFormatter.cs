using System.Globalization;
using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>
/// Writes numbers in a format: to_char. The digits of the number run from left to right against the places of the format;
/// the sign is written right before the first digit unless the format places it.
/// </summary>
internal ref struct NumberFormatter
{
    private readonly NumberFormat _format;
    private readonly StringBuilder _output = new();
    private readonly string _digits;
    private readonly bool _isNegative;
    private readonly int _blanks;
    private readonly int _lastRelevant;
    private int _place;
    private int _digit;
    private bool _hasDigit;
    private bool _signWritten;

    private NumberFormatter(NumberFormat format, string digits, bool isNegative)
    {
        _format = format;
        _digits = digits;
        _isNegative = isNegative;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        _blanks = Math.Max(0, format.Before + format.Multiplied - whole);
        _lastRelevant = -1;
        if (format.Fills && format.HasPoint && point >= 0)
            _lastRelevant = LastRelevant(point);
        _signWritten = format.HasMinus || (!isNegative && format.Fills && format.Sign == NumberFormat.SignPlace.None);
    }

    public static string Format(NumberFormat format, Numeric value)
    {
        if (format.IsRoman)
            return Roman(format, value);
        if (format.IsExponential)
            return Exponential(format, value);
        if (!value.IsFinite)
            return NotANumber(format, value);
        if (format.IsMultiplied)
            value *= Numeric.FromParts(PowersOfTen.Big(format.Multiplied), 0);
        var rounded = NumericRounding.Round(value, format.After);
        var isNegative = rounded.Sign < 0;
        var digits = rounded.Abs().ToString();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        if (format.After > 0 && point < 0)
            digits += "." + new string('0', format.After);
        if (whole > format.Before + format.Multiplied)
        {
            digits = new string('#', format.Before + format.Multiplied)
                + (format.After > 0 || format.HasPoint ? "." + new string('#', format.After) : "");
        }

        return new NumberFormatter(format, digits, isNegative).Run();
    }

    private readonly int LastRelevant(int point)
    {
        var last = _digits.Length - 1;
        while (last > point && _digits[last] == '0')
            last--;
        if (_format.ZeroEnd > _blanks)
            last = Math.Max(last, Math.Min(_digits.Length - 1, _format.ZeroEnd - _blanks));
        return last;
    }

    private string Run()
    {
        foreach (var element in _format.Elements)
        {
            switch (element)
            {
                case "9" or "0" or "." or "D":
                    Place(element);
                    break;
                case "," or "G":
                    if (_hasDigit)
                        _output.Append(',');
                    else if (!_format.Fills)
                        _output.Append(' ');
                    break;
                case "L":
                    _output.Append(' ');
                    break;
                case "MI":
                    Sign(_isNegative ? "-" : " ");
                    break;
                case "PL":
                    Sign(_isNegative ? " " : "+");
                    break;
                case "SG":
                    _output.Append(_isNegative ? '-' : '+');
                    break;
                case "TH" or "th":
                    AppendOrdinal(element == "TH");
                    break;
                default:
                    if (element[0] == '\'')
                        _output.Append(element, 1, element.Length - 1);
                    break;
            }
        }

        return _output.ToString();
    }

    private readonly void Sign(string sign)
    {
        if (!(_format.Fills && sign == " "))
            _output.Append(sign);
    }

    private readonly void AppendOrdinal(bool isUpper)
    {
        if (_digits[0] == '#' || _isNegative || _format.HasPoint)
            return;
        var number = new StringBuilder(_digits);
        _output.Append(DateFormatter.Ordinal(number, 0, isUpper));
    }

    private void Place(string element)
    {
        var zeroStart = _format.ZeroStart - 1;
        var hidesZero = HidesLeadingZero();
        var isOnlyPoint = _lastRelevant >= 0 && _digits[_lastRelevant] == '.';
        if (!_signWritten && (_place >= _blanks || (_format.HasZero && zeroStart == _place)) && (!hidesZero || isOnlyPoint))
            WriteSign();
        _hasDigit = false;
        if (_place < _blanks && (!_format.HasZero || zeroStart > _place))
        {
            if (!_format.Fills)
                _output.Append(' ');
        }
        else if (_place < _blanks)
        {
            _output.Append('0');
            _hasDigit = true;
        }
        else
        {
            WriteDigit(element, hidesZero, isOnlyPoint);
            if (_digit < _digits.Length)
                _digit++;
        }

        CloseNumber();
        _place++;
    }

    /// <summary>The zero before the point does not show where the format has no 0 for it.</summary>
    private readonly bool HidesLeadingZero() =>
        !_format.HasZero && _digit == 0 && _digits.Length > 0 && _digits[0] == '0' && _format.After != 0;

    private void WriteDigit(string element, bool hidesZero, bool isOnlyPoint)
    {
        if (_digit >= _digits.Length)
            return;
        var digit = _digits[_digit];
        if (digit == '.')
        {
            if (!isOnlyPoint || _format.Fills)
                _output.Append('.');
            return;
        }

        if (_lastRelevant >= 0 && _digit > _lastRelevant && element != "0")
            return;
        if (hidesZero)
        {
            if (!_format.Fills)
                _output.Append(' ');
            else if (isOnlyPoint)
                _output.Append('0');
            return;
        }

        _output.Append(digit);
        _hasDigit = true;
    }

    private void WriteSign()
    {
        if (_format.Sign == NumberFormat.SignPlace.Before)
        {
            _output.Append(_isNegative ? '-' : '+');
            _signWritten = true;
        }
        else if (_format.Sign == NumberFormat.SignPlace.None)
        {
            if (_format.HasBrackets)
                _output.Append(_isNegative ? "<" : _format.Fills ? "" : " ");
            else if (_isNegative)
                _output.Append('-');
            else if (!_format.Fills)
                _output.Append(' ');
            _signWritten = true;
        }
    }

    /// <summary>At the last place: a closing bracket, or the sign that stands behind.</summary>
    private readonly void CloseNumber()
    {
        if (!IsLastPlace())
            return;
        if (_format.HasBrackets)
            _output.Append(_isNegative ? ">" : _format.Fills ? "" : " ");
        else if (_format.Sign == NumberFormat.SignPlace.After)
            _output.Append(_isNegative ? '-' : '+');
    }

    private readonly bool IsLastPlace() =>
        _place + 1 == _format.Before + _format.Multiplied + _format.After + (_format.HasPoint ? 1 : 0);

    private static string NotANumber(NumberFormat format, Numeric value)
    {
        var text = value.IsNaN ? "NaN" : "Infinity";
        var isNegative = value.Kind == NumericKind.NegativeInfinity;
        var width = format.Before + format.Multiplied;
        var digits = text.Length > width
            ? new string('#', width) + (format.After > 0 ? "." + new string('#', format.After) : "")
            : text;
        return new NumberFormatter(format, digits, isNegative).Run();
    }

    private static string Exponential(NumberFormat format, Numeric value)
    {
        if (!value.IsFinite)
            return " " + new string('#', format.Before) + "." + new string('#', format.After + 4);
        if (value.IsZero)
            return " " + 0.ToString("F" + format.After, CultureInfo.InvariantCulture) + "e+00";
        var magnitude = value.Abs();
        var exponent = magnitude.DigitCount - 1 - magnitude.Scale;
        var mantissa = Shift(magnitude, exponent, format.After);
        if (mantissa >= Numeric.FromInt64(10))
            mantissa = Shift(magnitude, ++exponent, format.After);
        var sign = value.Sign < 0 ? "-" : " ";
        return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static Numeric Shift(Numeric value, int exponent, int scale) => exponent >= 0
        ? NumericArithmetic.Divide(value, Numeric.FromParts(PowersOfTen.Big(exponent), 0), scale)
        : NumericRounding.Round(value * Numeric.FromParts(PowersOfTen.Big(-exponent), 0), scale);

    private static string Roman(NumberFormat format, Numeric value)
    {
        var isInRange = value.IsFinite && value.Sign > 0 && NumericRounding.Round(value, 0) < Numeric.FromInt64(4000);
        var roman = isInRange ? RomanOf((int)NumericCasts.ToInt64(value)) : new string('#', 15);
        var isLower = format.Text.Contains("rn", StringComparison.Ordinal);
        if (isLower)
            roman = roman.ToLowerInvariant();
        return format.Fills ? roman : roman.PadLeft(15);
    }

    private static string RomanOf(int number)
    {
        ReadOnlySpan<int> values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
        string[] signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
        var roman = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            for (; number >= values[i]; number -= values[i])
                roman.Append(signs[i]);
        }

        return roman.Length == 0 ? new string('#', 15) : roman.ToString();
    }
}
