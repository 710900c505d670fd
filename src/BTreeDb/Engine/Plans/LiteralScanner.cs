namespace BTreeDb.Engine.Plans;

/// <summary>
/// Rewrites a statement's text with parameters in place of literals where that changes nothing but the text: whole numbers
/// that follow an equals sign and end an operand. It knows no grammar, and gives up wherever it would need one.
/// </summary>
internal ref struct LiteralScanner(ReadOnlySpan<char> text, Span<char> target, Span<long> values)
{
    /// <summary>Longer numbers may not fit a bigint.</summary>
    private const int DigitsMax = 18;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _target = target;
    private readonly Span<long> _values = values;
    private int _at;

    /// <summary>Characters written.</summary>
    public int Length { get; private set; }

    /// <summary>Literals found.</summary>
    public int Count { get; private set; }

    /// <summary>Rewrites the text; false when nothing was lifted, or the text has what the scanner does not understand.</summary>
    public bool TryLift()
    {
        if (_text.Length < 6 || (_text[0] | 0x20) is not ('s' or 'u' or 'd'))
            return false;
        var afterEquals = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is '$' or '@' or ':' or '?' or '\\' || IsComment(c) || Length + 3 > _target.Length)
                return false;
            if (c is '\'' or '"')
            {
                if (!CopyQuoted(c))
                    return false;
                afterEquals = false;
            }
            else if (char.IsAsciiDigit(c) && afterEquals)
            {
                if (!LiftOrCopy())
                    return false;
                afterEquals = false;
            }
            else
            {
                if (c != ' ')
                    afterEquals = c == '=' && !IsOperator(_at - 1) && !IsOperator(_at + 1);
                _target[Length++] = c;
                _at++;
            }
        }

        return Count > 0;
    }

    private readonly bool IsComment(char c) =>
        (c == '-' && IsAt(_at + 1, '-')) || (c == '/' && IsAt(_at + 1, '*'));

    private readonly bool IsAt(int at, char c) => at < _text.Length && _text[at] == c;

    private readonly bool IsOperator(int at) =>
        (uint)at < (uint)_text.Length && "+-*/<>=~!@#%^&|`?:".Contains(_text[at], StringComparison.Ordinal);

    private bool CopyQuoted(char quote)
    {
        var end = _text[(_at + 1)..].IndexOf(quote);
        if (end < 0 || Length + end + 2 > _target.Length)
            return false;
        // A doubled quote is taken for two neighbours; what matters is that nothing inside is lifted.
        _text.Slice(_at, end + 2).CopyTo(_target[Length..]);
        Length += end + 2;
        _at += end + 2;
        return true;
    }

    /// <summary>A number is lifted when it ends its operand: before the end, a parenthesis, or a keyword.</summary>
    private bool LiftOrCopy()
    {
        var end = _at;
        var value = 0L;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]) && end - _at < DigitsMax)
            value = (value * 10) + (_text[end++] - '0');
        var next = end;
        while (next < _text.Length && _text[next] is ' ' or '\n' or '\r' or '\t')
            next++;
        var isEnd = next == _text.Length || _text[next] is ')' or ';' or ',' || (next > end && char.IsAsciiLetter(_text[next]));
        if (!isEnd || Count == _values.Length)
            return false;
        _values[Count++] = value;
        _target[Length++] = '$';
        if (Count >= 10)
            _target[Length++] = (char)('0' + (Count / 10));
        _target[Length++] = (char)('0' + (Count % 10));
        _at = end;
        return true;
    }
}
