using System.Globalization;
using System.Text;

namespace BTreeDb.Types.Arrays;

/// <summary>
/// Text input of arrays: optional bounds (<c>[0:2]=</c>), then nested braces with elements that may be quoted. The lengths
/// of the inner dimensions come from the first sub-array of each and bind all others.
/// </summary>
internal ref struct ArrayReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly SqlType _element;
    private readonly ConversionContext _context;
    private readonly ArrayBuilder _builder = new();
    private readonly ByteWriter _token = new();
    private readonly int[] _counts = new int[ArrayView.DimensionsMax];
    private int _at;
    private int _depth;

    private ArrayReader(ReadOnlySpan<byte> text, SqlType element, in ConversionContext context)
    {
        _text = text;
        _element = element;
        _context = context;
        Array.Fill(_counts, -1);
    }

    /// <summary>Reads an array of elements of a type.</summary>
    public static byte[] Read(ReadOnlySpan<byte> text, SqlType element, in ConversionContext context) =>
        new ArrayReader(text, element, context).Read();

    private byte[] Read()
    {
        _builder.Begin(_element.Id);
        var given = ReadBounds();
        if (Peek() != '{')
        {
            throw Fail(given.Dimensions > 0
                ? "Array contents must start with \"{\"."
                : "Array value must start with \"{\" or dimension information.");
        }

        ReadBraces(0);
        if (Peek() >= 0)
            throw Fail("Junk after closing right brace.");
        var writer = new ByteWriter();
        _builder.Finish(writer, Shape(given));
        return writer.Written.ToArray();
    }

    /// <summary>Reads <c>[l:u]...=</c> if it is there.</summary>
    private ArrayShape ReadBounds()
    {
        var shape = new ArrayShape();
        while (Peek() == '[')
        {
            _at++;
            if (shape.Dimensions == ArrayView.DimensionsMax)
                throw ArrayErrors.TooManyDimensions(shape.Dimensions + 1);
            var lower = 1;
            var upper = ReadBound();
            if (_at < _text.Length && _text[_at] == ':')
            {
                _at++;
                lower = upper;
                upper = ReadBound();
            }

            if (_at >= _text.Length || _text[_at] != ']')
                throw Fail("Missing \"]\" after array dimensions.");
            _at++;
            if (upper < lower)
                throw ArrayErrors.UpperBelowLower();
            if ((long)upper - lower + 1 > ArrayView.CountMax)
                throw ArrayErrors.TooLarge();
            shape.Add(upper - lower + 1, lower);
        }

        if (shape.Dimensions == 0)
            return shape;
        if (Peek() != '=')
            throw Fail("Missing \"=\" after array dimensions.");
        _at++;
        return shape;
    }

    private int ReadBound()
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] is (byte)'-' or (byte)'+')
            _at++;
        while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at]))
            _at++;
        var text = Encoding.UTF8.GetString(_text[start.._at]);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bound))
            throw Fail(text.Length == 0 ? "\"[\" must introduce explicitly-specified array dimensions." : "Array bound is out of integer range.");
        return bound;
    }

    private void ReadBraces(int depth)
    {
        if (depth == ArrayView.DimensionsMax)
            throw ArrayErrors.TooManyDimensions(depth + 1);
        _at++;
        _depth = Math.Max(_depth, depth + 1);
        var count = 0;
        if (Peek() == '}')
        {
            _at++;
            Close(depth, 0);
            return;
        }

        while (true)
        {
            if (Peek() == '{')
            {
                if (_counts[depth] < 0 && _builder.Count > 0 && _depth == depth + 1)
                    throw Fail("Unexpected \"{\" character.");
                ReadBraces(depth + 1);
            }
            else
            {
                if (_depth > depth + 1)
                    throw Fail("Unexpected array element.");
                ReadElement();
            }

            count++;
            var next = Peek();
            if (next == '}')
                break;
            if (next != ',')
                throw Fail(next < 0 ? "Unexpected end of input." : "Unexpected array element.");
            _at++;
            if (Peek() == '}')
                throw Fail("Unexpected \"}\" character.");
        }

        _at++;
        Close(depth, count);
    }

    /// <summary>A sub-array has as many items as the first one of its depth.</summary>
    private readonly void Close(int depth, int count)
    {
        if (_counts[depth] >= 0 && _counts[depth] != count)
            throw Fail("Multidimensional arrays must have sub-arrays with matching dimensions.");
        _counts[depth] = count;
    }

    private void ReadElement()
    {
        _token.Reset();
        if (Peek() == '"')
        {
            ReadQuoted();
            AddToken(isQuoted: true);
            return;
        }

        var significant = 0;
        var isEscaped = false;
        while (true)
        {
            if (_at == _text.Length)
                throw Fail("Unexpected end of input.");
            var c = _text[_at];
            if (c is (byte)',' or (byte)'}')
                break;
            if (c == '{')
                throw Fail("Unexpected \"{\" character.");
            if (c == '"')
                throw Fail("Unexpected array element.");
            _at++;
            if (c == '\\')
            {
                if (_at == _text.Length)
                    throw Fail("Unexpected end of input.");
                isEscaped = true;
                _token.Append(_text[_at++]);
                significant = _token.Length;
                continue;
            }

            _token.Append(c);
            if (!TextInput.IsSpace(c))
                significant = _token.Length;
        }

        _token.Truncate(significant);
        if (significant == 0)
            throw Fail($"Unexpected \"{(char)_text[_at]}\" character.");
        AddToken(isEscaped);
    }

    private void ReadQuoted()
    {
        _at++;
        while (true)
        {
            if (_at == _text.Length)
                throw Fail("Unexpected end of input.");
            var c = _text[_at++];
            if (c == '"')
                break;
            if (c == '\\')
            {
                if (_at == _text.Length)
                    throw Fail("Unexpected end of input.");
                c = _text[_at++];
            }

            _token.Append(c);
        }

        if (Peek() is >= 0 and not (',' or '}'))
            throw Fail("Incorrectly quoted array element.");
    }

    private readonly void AddToken(bool isQuoted)
    {
        if (!isQuoted && Ascii.EqualsIgnoreCase(_token.Written, "NULL"u8))
            _builder.AddNull();
        else
            _builder.Add(TextInput.Parse(_token.Written, _element, _context));
    }

    private readonly ArrayShape Shape(ArrayShape given)
    {
        var shape = new ArrayShape();
        if (_builder.Count == 0)
        {
            if (given.Dimensions > 0)
                throw Fail("Specified array dimensions do not match array contents.");
            return shape;
        }

        for (var i = 0; i < _depth; i++)
            shape.Add(_counts[i], 1);
        if (shape.Count != _builder.Count)
            throw Fail("Multidimensional arrays must have sub-arrays with matching dimensions.");
        if (given.Dimensions == 0)
            return shape;
        if (!given.Lengths.SequenceEqual(shape.Lengths))
            throw Fail("Specified array dimensions do not match array contents.");
        return given;
    }

    /// <summary>The next character that is no white space; -1 at the end.</summary>
    private int Peek()
    {
        while (_at < _text.Length && TextInput.IsSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : -1;
    }

    private readonly Diagnostics.EngineException Fail(string detail) => ArrayErrors.Malformed(_text, detail);
}
