using System.Globalization;
using System.Text;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// Translates PostgreSQL's advanced regular expressions to .NET's. Classes are those of ASCII, as under the collation C;
/// anchors and the point differ in what newlines mean to them, and some escapes have other names.
/// </summary>
internal sealed class RegexTranslator
{
    private const string Word = "[A-Za-z0-9_]";
    private const int RepetitionMax = 255;

    private readonly StringBuilder _output = new();
    private string _pattern;
    private RegexOptionsText _options;
    private int _at;
    private readonly Stack<bool> _groups = new();
    private int _looks;

    private RegexTranslator(string pattern, RegexOptionsText options)
    {
        _pattern = pattern;
        _options = options;
    }

    /// <summary>The .NET pattern for an advanced regular expression, and the options that the pattern itself changes.</summary>
    public static string Translate(string pattern, ref RegexOptionsText options)
    {
        var translator = new RegexTranslator(pattern, options);
        var translated = translator.Run();
        options = translator._options;
        return translated;
    }

    private string Run()
    {
        if (_pattern.StartsWith("***=", StringComparison.Ordinal))
            return System.Text.RegularExpressions.Regex.Escape(_pattern[4..]);
        if (_options.IsLiteral)
            return System.Text.RegularExpressions.Regex.Escape(_pattern);
        if (_pattern.StartsWith("***:", StringComparison.Ordinal))
            _pattern = _pattern[4..];
        ReadEmbeddedOptions();
        if (_options.IsLiteral)
            return System.Text.RegularExpressions.Regex.Escape(_pattern[_at..]);
        while (_at < _pattern.Length)
            ReadAtom();
        if (_groups.Count > 0)
            throw RegexErrors.Invalid("parentheses () not balanced");
        return _output.ToString();
    }

    /// <summary><c>(?xyz)</c> at the beginning.</summary>
    private void ReadEmbeddedOptions()
    {
        if (!_pattern.StartsWith("(?", StringComparison.Ordinal) || _pattern.Length < 3 || !char.IsAsciiLetter(_pattern[2]))
            return;
        var end = _pattern.IndexOf(')', StringComparison.Ordinal);
        if (end < 0)
            throw RegexErrors.Invalid("parentheses () not balanced");
        foreach (var letter in _pattern[2..end])
        {
            if (!char.IsAsciiLetter(letter) || letter == 'g')
                throw RegexErrors.Invalid("invalid embedded option");
        }

        var embedded = RegexOptionsText.Parse(_pattern[2..end]);
        _options = _options with
        {
            IgnoresCase = _options.IgnoresCase || embedded.IgnoresCase,
            IsLiteral = embedded.IsLiteral,
            IsExpanded = _options.IsExpanded || embedded.IsExpanded,
            DotExcludesNewline = _options.DotExcludesNewline || embedded.DotExcludesNewline,
            AnchorsAtLines = _options.AnchorsAtLines || embedded.AnchorsAtLines,
        };
        _at = end + 1;
    }

    private void ReadAtom()
    {
        var c = _pattern[_at];
        switch (c)
        {
            case '\\':
                ReadEscape();
                break;
            case '[':
                ReadBracket();
                break;
            case '(':
                ReadGroup();
                break;
            case ')':
                if (!_groups.TryPop(out var isLook))
                    throw RegexErrors.Invalid("parentheses () not balanced");
                _looks -= isLook ? 1 : 0;
                Copy(c);
                break;
            case '.':
                _at++;
                _output.Append(_options.DotExcludesNewline ? "[^\\n]" : "[\\s\\S]");
                break;
            case '^':
                _at++;
                _output.Append(_options.AnchorsAtLines ? "(?<![^\\n])" : "\\A");
                break;
            case '$':
                _at++;
                _output.Append(_options.AnchorsAtLines ? "(?![^\\n])" : "\\z");
                break;
            case '{':
                ReadRepetition();
                break;
            case '#' or ' ' or '\t' or '\n' or '\r' or '\f' or '\v':
                if (!_options.IsExpanded)
                    _output.Append('\\');
                Copy(c);
                break;
            default:
                if (_options.IgnoresCase && char.IsAsciiLetter(c))
                    _output.Append('[').Append(char.ToLowerInvariant(c)).Append(char.ToUpperInvariant(c)).Append(']');
                else
                    _output.Append(c);
                _at++;
                break;
        }
    }

    private void Copy(char c)
    {
        _output.Append(c);
        _at++;
    }

    private void ReadGroup()
    {
        var rest = _pattern.AsSpan(_at);
        if (!rest.StartsWith("(?"))
        {
            // What looks around captures nothing.
            _output.Append(_looks > 0 ? "(?:" : "(");
            _at++;
            _groups.Push(false);
            return;
        }

        foreach (var kind in (ReadOnlySpan<string>)["(?:", "(?=", "(?!", "(?<=", "(?<!"])
        {
            if (!rest.StartsWith(kind))
                continue;
            _output.Append(kind);
            _at += kind.Length;
            _groups.Push(kind != "(?:");
            _looks += kind != "(?:" ? 1 : 0;
            return;
        }

        throw RegexErrors.Invalid("quantifier operand invalid");
    }

    /// <summary><c>{m,n}</c>; a brace before no digit is itself.</summary>
    private void ReadRepetition()
    {
        if (_at + 1 >= _pattern.Length || !char.IsAsciiDigit(_pattern[_at + 1]))
        {
            _output.Append("\\{");
            _at++;
            return;
        }

        var end = _pattern.IndexOf('}', _at);
        if (end < 0)
            throw RegexErrors.Invalid("braces {} not balanced");
        var bounds = _pattern[(_at + 1)..end].Split(',');
        if (bounds.Length > 2)
            throw RegexErrors.Invalid("invalid repetition count(s)");
        var low = ReadCount(bounds[0]);
        var high = bounds.Length > 1 && bounds[1].Length > 0 ? ReadCount(bounds[1]) : low;
        if (high < low)
            throw RegexErrors.Invalid("invalid repetition count(s)");
        _output.Append(_pattern, _at, end + 1 - _at);
        _at = end + 1;
    }

    private static int ReadCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= RepetitionMax
            ? count
            : throw RegexErrors.Invalid("invalid repetition count(s)");

    private void ReadEscape()
    {
        if (_at + 1 >= _pattern.Length)
            throw RegexErrors.Invalid("invalid escape \\ sequence");
        var c = _pattern[_at + 1];
        _at += 2;
        if (ClassEscape(c) is { } set)
        {
            _output.Append('[').Append(char.IsUpper(c) ? "^" : "").Append(set).Append(']');
            return;
        }

        if (Constraint(c) is { } constraint)
        {
            _output.Append(constraint);
            return;
        }

        if (c is >= '1' and <= '9')
        {
            var start = _at - 1;
            while (_at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]) && _at - start < 2)
                _at++;
            _output.Append("(?:\\").Append(_pattern, start, _at - start).Append(')');
            return;
        }

        AppendLiteral(_output, ReadCharacterEscape(c));
    }

    private static string? ClassEscape(char c) => c switch
    {
        'd' or 'D' => "0-9",
        's' or 'S' => " \\t\\n\\v\\f\\r",
        'w' or 'W' => "A-Za-z0-9_",
        _ => null,
    };

    private static string? Constraint(char c) => c switch
    {
        'A' => "\\A",
        'Z' => "\\z",
        'm' => $"(?<!{Word})(?={Word})",
        'M' => $"(?<={Word})(?!{Word})",
        'y' => $"(?:(?<!{Word})(?={Word})|(?<={Word})(?!{Word}))",
        'Y' => $"(?:(?<!{Word})(?!{Word})|(?<={Word})(?={Word}))",
        _ => null,
    };

    /// <summary>An escape that stands for one character; the position is behind its letter.</summary>
    private int ReadCharacterEscape(char c)
    {
        switch (c)
        {
            case 'a':
                return 7;
            case 'b':
                return '\b';
            case 'B':
                return '\\';
            case 'e':
                return 27;
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case '0':
                return 0;
            case 'u':
                return ReadHex(4, 4);
            case 'U':
                return ReadHex(8, 8);
            case 'x':
                return ReadHex(1, 255);
            case 'c' when _at < _pattern.Length:
                return _pattern[_at++] & 31;
        }

        return char.IsAsciiLetterOrDigit(c) ? throw RegexErrors.Invalid("invalid escape \\ sequence") : c;
    }

    private int ReadHex(int minimum, int maximum)
    {
        var start = _at;
        var value = 0L;
        while (_at < _pattern.Length && _at - start < maximum && char.IsAsciiHexDigit(_pattern[_at]))
            value = Math.Min((value * 16) + Convert.ToInt32(_pattern[_at++].ToString(), 16), int.MaxValue);
        if (_at - start < minimum || value > 0x10FFFF || value is >= 0xD800 and < 0xE000)
            throw RegexErrors.Invalid("invalid escape \\ sequence");
        return (int)value;
    }

    private static void AppendLiteral(StringBuilder output, int character)
    {
        var text = char.ConvertFromUtf32(character);
        foreach (var unit in text)
            output.Append("\\u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
    }

    private void ReadBracket()
    {
        if (IsWordBoundary("[[:<:]]", $"(?<!{Word})(?={Word})") || IsWordBoundary("[[:>:]]", $"(?<={Word})(?!{Word})"))
            return;
        _at++;
        var negated = _at < _pattern.Length && _pattern[_at] == '^';
        if (negated)
            _at++;
        _output.Append(negated ? "[^" : "[");
        if (negated && _options.DotExcludesNewline)
            _output.Append("\\n");
        var isFirst = true;
        while (true)
        {
            if (_at >= _pattern.Length)
                throw RegexErrors.Invalid("brackets [] not balanced");
            if (_pattern[_at] == ']' && !isFirst)
                break;
            isFirst = false;
            ReadBracketItem();
        }

        _at++;
        _output.Append(']');
    }

    private bool IsWordBoundary(string spelling, string translation)
    {
        if (!_pattern.AsSpan(_at).StartsWith(spelling))
            return false;
        _at += spelling.Length;
        _output.Append(translation);
        return true;
    }

    private void ReadBracketItem()
    {
        if (_pattern.AsSpan(_at).StartsWith("[:"))
        {
            _output.Append(ReadNamedClass());
            return;
        }

        if (_pattern[_at] == '\\' && _at + 1 < _pattern.Length && ClassEscape(_pattern[_at + 1]) is { } set)
        {
            if (char.IsUpper(_pattern[_at + 1]))
                throw RegexErrors.Invalid("invalid escape \\ sequence");
            _output.Append(set);
            _at += 2;
            return;
        }

        var low = ReadBracketCharacter();
        if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
        {
            _at++;
            var high = ReadBracketCharacter();
            if (high < low)
                throw RegexErrors.Invalid("invalid character range");
            AppendRange(low, high);
            if (_options.IgnoresCase)
            {
                AppendShifted(low, high, 'A', 'Z', 32);
                AppendShifted(low, high, 'a', 'z', -32);
            }

            return;
        }

        AppendLiteral(_output, low);
        if (_options.IgnoresCase && low < 0x80 && char.IsAsciiLetter((char)low))
            AppendLiteral(_output, low ^ 0x20);
    }

    private void AppendRange(int low, int high)
    {
        AppendLiteral(_output, low);
        _output.Append('-');
        AppendLiteral(_output, high);
    }

    /// <summary>Adds the letters of a range in their other case.</summary>
    private void AppendShifted(int low, int high, char first, char last, int shift)
    {
        if (Math.Max(low, first) <= Math.Min(high, last))
            AppendRange(Math.Max(low, first) + shift, Math.Min(high, last) + shift);
    }

    private int ReadBracketCharacter()
    {
        if (_pattern.AsSpan(_at).StartsWith("[.") || _pattern.AsSpan(_at).StartsWith("[="))
        {
            var mark = _pattern[_at + 1];
            var end = _pattern.IndexOf($"{mark}]", _at + 2, StringComparison.Ordinal);
            if (end != _at + 3)
                throw RegexErrors.Invalid("invalid collating element");
            _at = end + 2;
            return _pattern[end - 1];
        }

        var c = _pattern[_at++];
        if (c == '\\')
        {
            if (_at >= _pattern.Length)
                throw RegexErrors.Invalid("invalid escape \\ sequence");
            c = _pattern[_at++];
            return ReadCharacterEscape(c);
        }

        if (char.IsHighSurrogate(c) && _at < _pattern.Length)
            return char.ConvertToUtf32(c, _pattern[_at++]);
        return c;
    }

    private string ReadNamedClass()
    {
        var end = _pattern.IndexOf(":]", _at, StringComparison.Ordinal);
        if (end < 0)
            throw RegexErrors.Invalid("brackets [] not balanced");
        var name = _pattern[(_at + 2)..end];
        _at = end + 2;
        return name switch
        {
            "alpha" => "A-Za-z",
            "digit" => "0-9",
            "alnum" => "A-Za-z0-9",
            "upper" => _options.IgnoresCase ? "A-Za-z" : "A-Z",
            "lower" => _options.IgnoresCase ? "A-Za-z" : "a-z",
            "space" => " \\t\\n\\v\\f\\r",
            "blank" => " \\t",
            "cntrl" => "\\x00-\\x1F\\x7F",
            "graph" => "\\x21-\\x7E",
            "print" => "\\x20-\\x7E",
            "punct" => "!-/:-@\\[-`{-~",
            "xdigit" => "0-9A-Fa-f",
            "word" => "A-Za-z0-9_",
            _ => throw RegexErrors.Invalid("invalid character class"),
        };
    }
}
