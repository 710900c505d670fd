using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>Reads a number by a format: to_number. What the format groups or signs with is skipped where it is there.</summary>
internal ref struct NumberReader
{
    private readonly ReadOnlySpan<char> _text;
    private readonly StringBuilder _number = new();
    private int _at;
    private bool _isNegative;
    private bool _hasPoint;

    private NumberReader(string text) => _text = text;

    public static Numeric Read(NumberFormat format, string text)
    {
        if (format.IsRoman)
            throw FormatErrors.RomanInput();
        if (format.IsExponential)
            throw FormatErrors.NumberFormat("\"EEEE\" not supported for input");
        var reader = new NumberReader(text);
        foreach (var element in format.Elements)
            reader.Step(element);
        reader.Sign();
        var number = reader._number.Length == 0 ? " " : reader._number.ToString();
        if (!NumericText.TryParse(Encoding.UTF8.GetBytes(number), out var value))
            throw Rows.DateTimeErrors.InvalidNumberText(number);
        if (format.IsMultiplied)
            value = NumericArithmetic.Divide(value, Numeric.FromParts(PowersOfTen.Big(format.Multiplied), 0));
        return reader._isNegative ? -value : value;
    }

    private void Step(string element)
    {
        switch (element)
        {
            case "9" or "0":
                SkipSpace();
                Sign();
                if (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
                    _number.Append(_text[_at++]);
                break;
            case "." or "D":
                Sign();
                if (_at < _text.Length && _text[_at] == '.' && !_hasPoint)
                {
                    _number.Append('.');
                    _hasPoint = true;
                    _at++;
                }

                break;
            case "," or "G":
                if (_at < _text.Length && _text[_at] == ',')
                    _at++;
                break;
            case "L":
                if (_at < _text.Length && _text[_at] is '$' or ' ')
                    _at++;
                break;
            case "S" or "MI" or "PL" or "SG" or "PR":
                SkipSpace();
                Sign();
                break;
            case "TH" or "th":
                while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
                    _at++;
                break;
            default:
                if (element[0] == '\'')
                    _at = Math.Min(_at + element.Length - 1, _text.Length);
                break;
        }
    }

    private void Sign()
    {
        if (_at >= _text.Length)
            return;
        if (_text[_at] is '-' or '<')
            _isNegative = true;
        else if (_text[_at] is not ('+' or '>'))
            return;
        _at++;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
    }
}
