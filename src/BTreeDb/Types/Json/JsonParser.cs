using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Types.Json;

/// <summary>Reads json text: checks it, and builds a jsonb value of it if there is a builder.</summary>
internal ref struct JsonParser
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly JsonbBuilder? _builder;
    private readonly ByteWriter? _unescaped;
    private int _at;

    private JsonParser(ReadOnlySpan<byte> text, JsonbBuilder? builder, ByteWriter? unescaped = null)
    {
        _text = text;
        _builder = builder;
        _unescaped = builder is null ? unescaped : new ByteWriter();
    }

    /// <summary>Appends what a quoted string stands for.</summary>
    public static void Unescape(ReadOnlySpan<byte> quoted, ByteWriter writer)
    {
        var text = new ByteWriter(quoted.Length);
        new JsonParser(quoted, null, text).ReadString(isKey: false);
        writer.Append(text.Written);
    }

    /// <summary>Raises 22P02 unless the text is json.</summary>
    public static void Check(ReadOnlySpan<byte> text) => new JsonParser(text, null).Parse();

    /// <summary>The jsonb value of a json text.</summary>
    public static byte[] Parse(ReadOnlySpan<byte> text)
    {
        var builder = new JsonbBuilder();
        new JsonParser(text, builder).Parse();
        return builder.Result.ToArray();
    }

    /// <summary>Adds the value of a json text to a builder.</summary>
    public static void ParseInto(JsonbBuilder builder, ReadOnlySpan<byte> text) => new JsonParser(text, builder).Parse();

    private void Parse()
    {
        SkipSpace();
        ReadValue();
        SkipSpace();
        if (_at < _text.Length)
            throw JsonErrors.Expected("end of input", Token());
    }

    private void ReadValue()
    {
        if (_at == _text.Length)
            throw JsonErrors.EndedUnexpectedly();
        switch (_text[_at])
        {
            case (byte)'{':
                StackDepth.Ensure();
                ReadObject();
                break;
            case (byte)'[':
                StackDepth.Ensure();
                ReadArray();
                break;
            case (byte)'"':
                ReadString(isKey: false);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumber();
                break;
            default:
                ReadWord();
                break;
        }
    }

    private void ReadObject()
    {
        _builder?.BeginObject();
        _at++;
        SkipSpace();
        if (TryTake('}'))
        {
            _builder?.End();
            return;
        }

        while (true)
        {
            if (_at == _text.Length)
                throw JsonErrors.EndedUnexpectedly();
            if (_text[_at] != '"')
                throw JsonErrors.Expected("string or \"}\"", CheckedToken());
            ReadString(isKey: true);
            SkipSpace();
            Take(':', "\":\"");
            SkipSpace();
            ReadValue();
            SkipSpace();
            if (TryTake('}'))
                break;
            Take(',', "\",\" or \"}\"");
            SkipSpace();
            if (_at < _text.Length && _text[_at] != '"')
                throw JsonErrors.Expected("string", CheckedToken());
        }

        _builder?.End();
    }

    private void ReadArray()
    {
        _builder?.BeginArray();
        _at++;
        SkipSpace();
        if (!TryTake(']'))
        {
            while (true)
            {
                ReadValue();
                SkipSpace();
                if (TryTake(']'))
                    break;
                Take(',', "\",\" or \"]\"");
                SkipSpace();
            }
        }

        _builder?.End();
    }

    private void ReadWord()
    {
        var token = Token();
        if (token.SequenceEqual("true"u8))
            _builder?.AddBoolean(true);
        else if (token.SequenceEqual("false"u8))
            _builder?.AddBoolean(false);
        else if (token.SequenceEqual("null"u8))
            _builder?.AddNull();
        else if (token.Length == 1 && token[0] is (byte)'}' or (byte)']' or (byte)',' or (byte)':')
            throw JsonErrors.Expected("JSON value", token);
        else
            throw JsonErrors.InvalidToken(token);
        _at += token.Length;
    }

    private void ReadNumber()
    {
        var token = Token();
        if (!IsNumber(token))
            throw JsonErrors.InvalidToken(token);
        _builder?.AddNumber(NumericText.Parse(token));
        _at += token.Length;
    }

    /// <summary>Json's own grammar of numbers: no leading zeros, digits on both sides of the point.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> token)
    {
        var i = token.Length > 0 && token[0] == '-' ? 1 : 0;
        if (i == token.Length)
            return false;
        if (token[i] == '0')
            i++;
        else if (SkipDigits(token, ref i) == 0)
            return false;
        if (i < token.Length && token[i] == '.')
        {
            i++;
            if (SkipDigits(token, ref i) == 0)
                return false;
        }

        if (i < token.Length && token[i] is (byte)'e' or (byte)'E')
        {
            i++;
            if (i < token.Length && token[i] is (byte)'+' or (byte)'-')
                i++;
            if (SkipDigits(token, ref i) == 0)
                return false;
        }

        return i == token.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> token, ref int at)
    {
        var start = at;
        while (at < token.Length && char.IsAsciiDigit((char)token[at]))
            at++;
        return at - start;
    }

    private void ReadString(bool isKey)
    {
        var start = ++_at;
        _unescaped?.Reset();
        while (true)
        {
            if (_at == _text.Length)
                throw JsonErrors.InvalidToken(_text[(start - 1)..]);
            var c = _text[_at];
            if (c == '"')
                break;
            if (c < 0x20)
                throw JsonErrors.Invalid($"Character with value 0x{c:x2} must be escaped.");
            if (c == '\\')
            {
                ReadEscape(start);
                continue;
            }

            _unescaped?.Append(c);
            _at++;
        }

        _at++;
        if (_builder is null)
            return;
        if (isKey)
            _builder.AddKey(_unescaped!.Written);
        else
            _builder.AddString(_unescaped!.Written);
    }

    private void ReadEscape(int start)
    {
        if (_at + 1 >= _text.Length)
            throw JsonErrors.InvalidToken(_text[(start - 1)..]);
        var c = _text[_at + 1];
        if (c == 'u')
        {
            ReadUnicode(start);
            return;
        }

        var plain = (char)c switch
        {
            'b' => (byte)'\b',
            'f' => (byte)'\f',
            'n' => (byte)'\n',
            'r' => (byte)'\r',
            't' => (byte)'\t',
            '"' or '\\' or '/' => c,
            _ => throw JsonErrors.Invalid($"Escape sequence \"\\{(char)c}\" is invalid."),
        };
        _unescaped?.Append(plain);
        _at += 2;
    }

    private void ReadUnicode(int start)
    {
        var unit = ReadUnit(start);
        if (_unescaped is null)
            return;
        if (unit == 0)
            throw JsonErrors.ZeroEscape();
        var rune = (int)unit;
        if (char.IsLowSurrogate(unit))
            throw JsonErrors.Invalid("Unicode low surrogate must follow a high surrogate.");
        if (char.IsHighSurrogate(unit))
        {
            if (_at + 1 >= _text.Length || _text[_at] != '\\' || _text[_at + 1] != 'u')
                throw JsonErrors.Invalid("Unicode low surrogate must follow a high surrogate.");
            var low = ReadUnit(start);
            if (char.IsHighSurrogate(low))
                throw JsonErrors.Invalid("Unicode high surrogate must not follow a high surrogate.");
            if (!char.IsLowSurrogate(low))
                throw JsonErrors.Invalid("Unicode low surrogate must follow a high surrogate.");
            rune = char.ConvertToUtf32(unit, low);
        }

        Span<byte> utf8 = stackalloc byte[4];
        _unescaped.Append(utf8[..new Rune(rune).EncodeToUtf8(utf8)]);
    }

    private char ReadUnit(int start)
    {
        var value = 0;
        for (var i = 2; i < 6; i++)
        {
            if (_at + i >= _text.Length)
                throw JsonErrors.InvalidToken(_text[(start - 1)..]);
            var digit = HexValue(_text[_at + i]);
            if (digit < 0)
                throw JsonErrors.Invalid("\"\\u\" must be followed by four hexadecimal digits.");
            value = value * 16 + digit;
        }

        _at += 6;
        return (char)value;
    }

    private static int HexValue(byte c) => char.IsAsciiHexDigit((char)c) ? Convert.ToInt32(((char)c).ToString(), 16) : -1;

    private void Take(char wanted, string name)
    {
        if (TryTake(wanted))
            return;
        throw _at == _text.Length ? JsonErrors.EndedUnexpectedly() : JsonErrors.Expected(name, CheckedToken());
    }

    private bool TryTake(char wanted)
    {
        if (_at == _text.Length || _text[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    /// <summary>The token here: a mark, or a run of what can be in a word or number.</summary>
    private readonly ReadOnlySpan<byte> Token()
    {
        var end = _at;
        while (end < _text.Length && IsWordByte(_text[end]))
            end++;
        return _text[_at..Math.Max(end, Math.Min(_at + 1, _text.Length))];
    }

    /// <summary>The token here, unless it is none.</summary>
    private readonly ReadOnlySpan<byte> CheckedToken()
    {
        var token = Token();
        var isWord = token.Length > 0 && (IsWordByte(token[0]) && token[0] != '-');
        var isValid = !isWord || token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8)
            || token.SequenceEqual("null"u8) || IsNumber(token);
        return isValid ? token : throw JsonErrors.InvalidToken(token);
    }

    private static bool IsWordByte(byte c) =>
        char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or (byte)'-' or (byte)'+' or (byte)'.' or >= 0x80;

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            _at++;
    }
}
