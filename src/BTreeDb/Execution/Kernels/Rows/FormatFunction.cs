using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// <c>format</c>: <c>%[position$][flags][width]type</c>, of type s (text), I (identifier) or L (literal). A width may be an
/// argument (<c>*</c>), and negative to fill on the right.
/// </summary>
internal ref struct FormatFunction
{
    private readonly CallFrame _call;
    private readonly ReadOnlySpan<byte> _format;
    private int _at;
    private int _next;

    private FormatFunction(CallFrame call)
    {
        _call = call;
        _format = call.Bytes(0);
        _next = 1;
    }

    /// <summary>Answers the formatted text; a NULL format answers NULL.</summary>
    public static void Invoke(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        new FormatFunction(call).Run();
        call.ReturnWritten();
    }

    private void Run()
    {
        while (_at < _format.Length)
        {
            var c = _format[_at++];
            if (c != '%')
            {
                _call.Writer.Append(c);
            }
            else if (Peek() == '%')
            {
                _at++;
                _call.Writer.Append(c);
            }
            else
            {
                Specifier();
            }
        }
    }

    private void Specifier()
    {
        var position = ReadPosition();
        var isLeft = false;
        while (Peek() == '-')
        {
            isLeft = true;
            _at++;
        }

        var width = ReadWidth(ref isLeft);
        var type = Peek();
        _at++;
        if (type is not ('s' or 'I' or 'L'))
            throw TextErrors.UnrecognizedFormat((char)type);
        var argument = position > 0 ? position : _next;
        if (argument >= _call.Count)
            throw TextErrors.TooFewFormatArguments();
        _next = argument + 1;
        Pad(Convert(argument, type), width, isLeft);
    }

    private int Peek() => _at < _format.Length ? _format[_at] : throw TextErrors.UnterminatedFormat();

    /// <summary>A position with its dollar sign; 0 when there is none.</summary>
    private int ReadPosition()
    {
        var start = _at;
        if (!TryReadNumber(out var number) || Peek() != '$')
        {
            _at = start;
            return 0;
        }

        _at++;
        return number > 0 ? number : throw TextErrors.ZeroFormatArgument();
    }

    private int ReadWidth(ref bool isLeft)
    {
        if (Peek() != '*')
            return TryReadNumber(out var number) ? number : 0;
        _at++;
        var position = ReadPosition();
        var argument = position > 0 ? position : _next;
        if (argument >= _call.Count)
            throw TextErrors.TooFewFormatArguments();
        _next = argument + 1;
        if (_call.IsNull(argument))
            return 0;
        var width = IntegerText.ParseInt32(Encoding.UTF8.GetBytes(Output(argument)));
        isLeft |= width < 0;
        return width == int.MinValue ? throw TextErrors.FormatNumberOutOfRange() : Math.Abs(width);
    }

    private bool TryReadNumber(out int number)
    {
        var start = _at;
        long value = 0;
        while (_at < _format.Length && char.IsAsciiDigit((char)_format[_at]))
        {
            value = (value * 10) + _format[_at++] - '0';
            if (value > int.MaxValue)
                throw TextErrors.FormatNumberOutOfRange();
        }

        number = (int)value;
        return _at > start;
    }

    private readonly string Convert(int argument, int type)
    {
        if (_call.IsNull(argument))
        {
            return type switch
            {
                'I' => throw TextErrors.NullIdentifier(),
                'L' => "NULL",
                _ => "",
            };
        }

        var text = Output(argument);
        if (type == 's')
            return text;
        var writer = new ByteWriter();
        if (type == 'I')
            TextQuoting.WriteIdentifier(writer, Encoding.UTF8.GetBytes(text));
        else
            TextQuoting.WriteLiteral(writer, Encoding.UTF8.GetBytes(text));
        return Encoding.UTF8.GetString(writer.Written);
    }

    private readonly string Output(int argument) =>
        TextOutput.Format(_call.Datum(argument), _call.TypeOf(argument), _call.Context.TimeZone);

    private readonly void Pad(string text, int width, bool isLeft)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var missing = Math.Max(0, width - TextLength.CountCharacters(bytes));
        if (!isLeft)
            _call.Writer.Append(missing).Fill((byte)' ');
        _call.Writer.Append(bytes);
        if (isLeft)
            _call.Writer.Append(missing).Fill((byte)' ');
    }
}
