using System.Buffers;
using System.Globalization;
using System.Text;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// A LIKE pattern under a collation that takes different texts for equal. As the standard says, it is cut at its wildcards:
/// <c>_</c> stands for one character, <c>%</c> for any number of them, and what stands between them for every part of the
/// text that the collation takes for equal to it, however long that is: <c>_bc</c> is found in an <c>a</c>, its accent as a
/// character of its own, and <c>bc</c>, where accents do not count.
/// </summary>
/// <remarks>
/// One pass over the pattern: after each of its parts we know the places in the text that it can end at. That costs at most
/// parts times the square of the text's length in comparisons, for a plain text (<see cref="PlainText"/>) parts times length.
/// </remarks>
/// <param name="locale">The collation's language.</param>
/// <param name="culture">Its rules.</param>
/// <param name="ignoreCase">ILIKE: both sides are compared in lower case.</param>
internal sealed class CollatedPattern(string locale, CultureInfo culture, bool ignoreCase)
{
    private readonly bool _isPlain = PlainText.IsKnown(locale);
    private readonly ByteWriter _source = new();
    private readonly List<Part> _parts = [];
    private string _escape = "";
    private bool _isUsed;

    /// <summary>What a part of a pattern stands for.</summary>
    private enum Kind : byte
    {
        Literal,
        AnyCharacter,
        AnyString,
        DanglingEscape,
    }

    /// <summary>Makes this the pattern for the calls that follow.</summary>
    public void Use(ReadOnlySpan<byte> pattern, string escape)
    {
        if (_isUsed && escape == _escape && pattern.SequenceEqual(_source.Written))
            return;
        if (escape.Length > 0 && escape.Length != LengthAt(escape, 0))
            throw FunctionErrors.InvalidEscape();
        _source.Reset();
        _source.Append(pattern);
        _escape = escape;
        _isUsed = true;
        Compile(Encoding.UTF8.GetString(pattern));
    }

    /// <summary>Whether a text matches the pattern as a whole.</summary>
    public bool Matches(string text, CancellationToken cancellation)
    {
        text = Fold(text);
        var places = text.Length + 1;
        var rented = ArrayPool<bool>.Shared.Rent(2 * places);
        var reached = rented.AsSpan(0, places);
        var next = rented.AsSpan(places, places);
        reached.Clear();
        reached[0] = true;
        for (var i = 0; i < _parts.Count && reached.Contains(true); i++)
        {
            next.Clear();
            var follower = i + 1 < _parts.Count ? _parts[i + 1].Kind : Kind.DanglingEscape;
            Step(_parts[i], text, reached, next, i + 1 == _parts.Count, follower == Kind.AnyString, cancellation);
            var last = reached;
            reached = next;
            next = last;
        }

        var matches = reached[^1];
        ArrayPool<bool>.Shared.Return(rented);
        return matches;
    }

    private static int LengthAt(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;

    private string Fold(string text) => ignoreCase ? culture.TextInfo.ToLower(text) : text;

    private void Compile(string pattern)
    {
        _parts.Clear();
        var literal = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            var length = LengthAt(pattern, at);
            var character = pattern.AsSpan(at, length);
            at += length;
            if (_escape.Length > 0 && character.SequenceEqual(_escape))
            {
                if (at == pattern.Length)
                {
                    EndLiteral(literal);
                    _parts.Add(new(Kind.DanglingEscape, "", false));
                    return;
                }

                length = LengthAt(pattern, at);
                literal.Append(pattern, at, length);
                at += length;
            }
            else if (character is "%" or "_")
            {
                EndLiteral(literal);
                _parts.Add(new(character is "%" ? Kind.AnyString : Kind.AnyCharacter, "", false));
            }
            else
            {
                literal.Append(character);
            }
        }

        EndLiteral(literal);
    }

    private void EndLiteral(StringBuilder literal)
    {
        if (literal.Length == 0)
            return;
        var text = Fold(literal.ToString());
        _parts.Add(new(Kind.Literal, text, _isPlain && PlainText.Is(text)));
        literal.Clear();
    }

    private void Step(
        in Part part, string text, Span<bool> reached, Span<bool> next, bool isLast, bool isFirstEnough,
        CancellationToken cancellation)
    {
        switch (part.Kind)
        {
            case Kind.AnyString:
                var first = reached.IndexOf(true);
                for (var at = first; at < text.Length; at += LengthAt(text, at))
                    next[at] = true;
                next[text.Length] = true;
                break;
            case Kind.AnyCharacter:
                for (var at = 0; at < text.Length; at++)
                {
                    if (reached[at])
                        next[at + LengthAt(text, at)] = true;
                }

                break;
            case Kind.DanglingEscape:
                // It is an error only where there is text left for it.
                if (reached.IndexOf(true) < text.Length)
                    throw FunctionErrors.EscapeAtPatternEnd();
                break;
            default:
                Compare(part, text, reached, next, isLast, isFirstEnough, cancellation);
                break;
        }
    }

    /// <summary>Finds the ends of what is equal to a literal; where anything may follow, the first one is enough.</summary>
    private void Compare(
        in Part literal, string text, Span<bool> reached, Span<bool> next, bool isLast, bool isFirstEnough,
        CancellationToken cancellation)
    {
        var rules = culture.CompareInfo;
        var isPlain = literal.IsPlain && PlainText.Is(text);
        var end = text.Length;
        for (var start = 0; start < end; start++)
        {
            if (!reached[start])
                continue;
            cancellation.ThrowIfCancellationRequested();
            var at = isLast ? text.Length : isPlain ? start + literal.Text.Length : start;
            while (at <= end)
            {
                if (rules.Compare(literal.Text, text.AsSpan(start, at - start)) == 0)
                {
                    next[at] = true;
                    if (isFirstEnough)
                    {
                        end = at - 1;
                        break;
                    }
                }

                if (isPlain || at == text.Length)
                    break;
                at += LengthAt(text, at);
            }
        }
    }

    /// <summary>A part of a pattern.</summary>
    /// <param name="Kind">What it stands for.</param>
    /// <param name="Text">The text of a literal.</param>
    /// <param name="IsPlain">Whether a literal is equal to texts of its own length only, if they are plain, too.</param>
    private readonly record struct Part(Kind Kind, string Text, bool IsPlain);
}
