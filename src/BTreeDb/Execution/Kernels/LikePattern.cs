using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// A compiled LIKE pattern. Without <c>_</c> it is a sequence of literal pieces (<c>abc</c>, <c>abc%</c>, <c>%abc%</c>,
/// <c>a%b%c</c>) that are searched for one after the other; else it is matched by stepping back to the last <c>%</c>
/// after a mismatch, which costs at most pattern times subject.
/// </summary>
/// <param name="ignoreCase">ILIKE: both sides are compared in lower case.</param>
/// <param name="isBytes">The subject is a byte string: <c>_</c> stands for a byte, not a character.</param>
internal sealed class LikePattern(bool ignoreCase, bool isBytes)
{
    private const short AnyCharacter = 256;
    private const short AnyString = 257;
    private const short DanglingEscape = 258;
    private const byte Backslash = (byte)'\\';

    private readonly ByteWriter _source = new();
    private readonly ByteWriter _escape = new();
    private readonly ByteWriter _escaped = new();
    private readonly ByteWriter _folded = new();
    private readonly ByteWriter _subject = new();
    private byte[] _prefix = [];
    private byte[] _suffix = [];
    private byte[][] _middles = [];
    private short[] _tokens = [];
    private Shape _shape = Shape.None;

    private enum Shape : byte
    {
        None,
        Exact,
        Pieces,
        General,
    }

    /// <summary>Makes this the pattern for the calls that follow.</summary>
    /// <param name="pattern">The pattern's bytes.</param>
    /// <param name="escape">The escape character, or nothing.</param>
    public void Use(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        if (_shape != Shape.None && escape.SequenceEqual(_escape.Written) && pattern.SequenceEqual(_source.Written))
            return;
        if (escape.Length > 1 && escape.Length != Next(escape, 0))
            throw FunctionErrors.InvalidEscape();
        _source.Reset();
        _source.Append(pattern);
        _escape.Reset();
        _escape.Append(escape);
        Compile(Fold(escape is [Backslash] ? pattern : Escape(pattern, escape), _folded));
    }

    /// <summary>The pattern with the backslash as its escape character: another one is not to be folded with the letters.</summary>
    private ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        _escaped.Reset();
        var isEscaped = false;
        while (!pattern.IsEmpty)
        {
            if (!isEscaped && !escape.IsEmpty && pattern.StartsWith(escape))
            {
                _escaped.Append(Backslash);
                pattern = pattern[escape.Length..];
                isEscaped = true;
                continue;
            }

            if (pattern[0] == Backslash && !isEscaped)
                _escaped.Append(Backslash);
            var length = Next(pattern, 0);
            _escaped.Append(pattern[..length]);
            pattern = pattern[length..];
            isEscaped = false;
        }

        return _escaped.Written;
    }

    /// <summary>Whether a subject matches the pattern as a whole.</summary>
    public bool Matches(ReadOnlySpan<byte> subject)
    {
        subject = Fold(subject, _subject);
        switch (_shape)
        {
            case Shape.Exact:
                return subject.SequenceEqual(_prefix);
            case Shape.Pieces:
                return MatchesPieces(subject);
            default:
                return MatchesTokens(subject);
        }
    }

    private ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> text, ByteWriter writer)
    {
        if (!ignoreCase)
            return text;
        writer.Reset();
        CaseMapping.Lower(writer, text);
        return writer.Written;
    }

    private void Compile(ReadOnlySpan<byte> pattern)
    {
        var tokens = new List<short>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == Backslash)
            {
                tokens.Add(++i == pattern.Length ? DanglingEscape : pattern[i]);
            }
            else if (c == '%')
            {
                if (tokens.Count == 0 || tokens[^1] != AnyString)
                    tokens.Add(AnyString);
            }
            else
            {
                tokens.Add(c == '_' ? AnyCharacter : c);
            }
        }

        _tokens = [.. tokens];
        _shape = Classify();
    }

    private Shape Classify()
    {
        if (Array.IndexOf(_tokens, AnyCharacter) >= 0 || Array.IndexOf(_tokens, DanglingEscape) >= 0)
            return Shape.General;
        var first = Array.IndexOf(_tokens, AnyString);
        var last = Array.LastIndexOf(_tokens, AnyString);
        if (first < 0)
        {
            _prefix = Literal(0, _tokens.Length);
            return Shape.Exact;
        }

        _prefix = Literal(0, first);
        _suffix = Literal(last + 1, _tokens.Length);
        var middles = new List<byte[]>();
        for (var start = first; start < last;)
        {
            var end = Array.IndexOf(_tokens, AnyString, start + 1);
            middles.Add(Literal(start + 1, end));
            start = end;
        }

        _middles = [.. middles];
        return Shape.Pieces;
    }

    private byte[] Literal(int start, int end)
    {
        var bytes = new byte[end - start];
        for (var i = start; i < end; i++)
            bytes[i - start] = (byte)_tokens[i];
        return bytes;
    }

    /// <summary>The ends must be at the ends; each piece between is taken where it comes first, which leaves most room.</summary>
    private bool MatchesPieces(ReadOnlySpan<byte> subject)
    {
        if (subject.Length < _prefix.Length + _suffix.Length || !subject.StartsWith(_prefix) || !subject.EndsWith(_suffix))
            return false;
        var rest = subject[_prefix.Length..^_suffix.Length];
        foreach (var piece in _middles)
        {
            var at = rest.IndexOf(piece);
            if (at < 0)
                return false;
            rest = rest[(at + piece.Length)..];
        }

        return true;
    }

    private bool MatchesTokens(ReadOnlySpan<byte> subject)
    {
        var (at, token) = (0, 0);
        var (retryAt, retryToken) = (0, -1);
        while (at < subject.Length)
        {
            if (token < _tokens.Length && _tokens[token] == AnyString)
            {
                (retryAt, retryToken) = (at, token++);
                continue;
            }

            if (token < _tokens.Length && _tokens[token] == AnyCharacter)
            {
                at = Next(subject, at);
                token++;
                continue;
            }

            if (token < _tokens.Length && _tokens[token] == subject[at])
            {
                at++;
                token++;
                continue;
            }

            // An escape at the end of the pattern is an error only where there is text left for it.
            if (token < _tokens.Length && _tokens[token] == DanglingEscape)
                throw FunctionErrors.EscapeAtPatternEnd();
            if (retryToken < 0)
                return false;
            retryAt = Next(subject, retryAt);
            (at, token) = (retryAt, retryToken + 1);
        }

        while (token < _tokens.Length && _tokens[token] == AnyString)
            token++;
        return token == _tokens.Length;
    }

    private int Next(ReadOnlySpan<byte> subject, int at)
    {
        at++;
        if (isBytes)
            return at;
        while (at < subject.Length && (subject[at] & 0xC0) == 0x80)
            at++;
        return at;
    }
}
