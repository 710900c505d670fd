using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// Reads a translated pattern (<see cref="RegexTranslator"/>), which .NET has found valid, into the tree by which matches are
/// divided. The order of decisions is that of PostgreSQL's <c>parsebranch</c> and <c>parseqatom</c>.
/// </summary>
internal sealed class RegexReader
{
    private const RegexTraits NoPreference = RegexTraits.None;

    private readonly string _pattern;
    private readonly bool _isExpanded;
    private readonly List<RegexNode?> _groups = [null];
    private int _at;
    private int _looks;
    private bool _isIntricate;

    private RegexReader(string pattern, bool isExpanded)
    {
        _pattern = pattern;
        _isExpanded = isExpanded;
    }

    /// <summary>
    /// The tree; null where a search that takes the first alternative and repeats as often as it can cannot go wrong: no
    /// alternatives, repetitions of single characters only, as many as possible.
    /// </summary>
    public static RegexPart? Read(string pattern, bool isExpanded)
    {
        var reader = new RegexReader(pattern, isExpanded);
        var root = reader.ReadAlternatives();
        return reader._isIntricate ? root : null;
    }

    private RegexPart ReadAlternatives()
    {
        var first = ReadBranch();
        if (!SkipTo('|'))
            return first;
        _isIntricate |= _looks == 0;
        var branches = new List<RegexPart> { first };
        var traits = RegexTraits.Longer | (RegexTraits.Longer | first.Traits).Up();
        while (SkipTo('|'))
        {
            _at++;
            branches.Add(ReadBranch());
            traits |= (traits | branches[^1].Traits).Up();
        }

        var node = new RegexNode.Alternatives([.. branches.ConvertAll(static branch => branch.Node)]);
        return traits.IsMessy()
            ? new RegexPart(RegexPartKind.Alternatives, node, traits, [.. branches])
            : new RegexPart(RegexPartKind.Plain, node, traits);
    }

    private RegexPart ReadBranch()
    {
        var prefix = ImmutableArray.CreateBuilder<RegexNode>();
        var traits = RegexTraits.None;
        while (!IsAtEnd())
        {
            if (ReadConstraint() is { } constraint)
            {
                prefix.Add(constraint);
                continue;
            }

            var atom = ReadAtom();
            var isMarked = atom.Group > 0 || atom.Kind == RegexPartKind.BackReference;
            var (minimum, maximum, preference) = ReadQuantifier(atom.Kind != RegexPartKind.Plain || atom.Node is not RegexNode.Set);
            if (maximum == 0)
                continue;
            var all = traits | preference | atom.Traits;
            if (!isMarked && !all.Up().IsMessy())
            {
                prefix.Add(Repeat(atom.Node, minimum, maximum));
                traits = all;
                continue;
            }

            var rest = Quantify(atom, minimum, maximum, preference);
            if (!IsAtEnd())
                rest = Pair(rest, ReadBranch(), preference.Combine(atom.Traits));
            return prefix.Count == 0
                ? rest
                : Pair(new RegexPart(RegexPartKind.Plain, new RegexNode.Sequence(prefix.ToImmutable()), traits), rest, traits);
        }

        return new RegexPart(RegexPartKind.Plain, new RegexNode.Sequence(prefix.ToImmutable()), traits);
    }

    private static RegexPart Pair(RegexPart left, RegexPart right, RegexTraits traits) => new(
        RegexPartKind.Pair, new RegexNode.Sequence([left.Node, right.Node]), traits | traits.Combine(right.Traits), left, right);

    private static RegexPart Quantify(RegexPart atom, int minimum, int maximum, RegexTraits preference)
    {
        var own = atom.Traits & (RegexTraits.Preference | RegexTraits.Mixed);
        var traits = preference.Combine(atom.Traits);
        var node = Repeat(atom.Node, minimum, maximum);
        if (atom.Kind == RegexPartKind.BackReference)
        {
            return new RegexPart(RegexPartKind.BackReference, node, atom.Traits | traits)
            {
                Reference = atom.Reference, Minimum = minimum, Maximum = maximum,
            };
        }

        if (minimum == 1 && maximum == 1 && (preference == NoPreference || own == RegexTraits.None || preference == own))
            return atom;
        if ((atom.Traits & (RegexTraits.Captures | RegexTraits.Refers)) == 0)
            return new RegexPart(RegexPartKind.Plain, node, traits);
        if (minimum > 0 && (atom.Traits & RegexTraits.Refers) == 0)
        {
            // Groups have the text of the last repetition, so nobody asks where those before it end.
            var before = Repeat(atom.Node, minimum - 1, maximum < 0 ? maximum : maximum - 1);
            var head = new RegexPart(RegexPartKind.Plain, before, traits & RegexTraits.Preference);
            return new RegexPart(RegexPartKind.Pair, node, traits, head, atom);
        }

        return new RegexPart(RegexPartKind.Iteration, node, traits, atom) { Minimum = minimum, Maximum = maximum };
    }

    private static RegexNode Repeat(RegexNode node, int minimum, int maximum) =>
        minimum == 1 && maximum == 1 ? node : new RegexNode.Repeat(node, minimum, maximum);

    /// <summary>Skips what means nothing, and tells whether the branch ends here.</summary>
    private bool IsAtEnd()
    {
        while (_isExpanded && _at < _pattern.Length && (char.IsWhiteSpace(_pattern[_at]) || _pattern[_at] == '#'))
        {
            var end = _pattern[_at] == '#' ? _pattern.IndexOf('\n', _at) : _at;
            _at = end < 0 ? _pattern.Length : end + 1;
        }

        return _at >= _pattern.Length || _pattern[_at] is '|' or ')';
    }

    private bool SkipTo(char c) => IsAtEnd() && _at < _pattern.Length && _pattern[_at] == c;

    private bool TryTake(string text)
    {
        if (string.CompareOrdinal(_pattern, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private RegexNode? ReadConstraint()
    {
        if (TryTake("\\A") || TryTake("\\z"))
            return new RegexNode.Edge(_pattern[_at - 1] == 'z');
        foreach (var opening in (ReadOnlySpan<string>)["(?=", "(?!", "(?<=", "(?<!"])
        {
            if (!TryTake(opening))
                continue;
            _looks++;
            var inner = ReadAlternatives();
            _looks--;
            _at++;
            return new RegexNode.Look(inner.Node, opening[2] == '<', opening[^1] == '!');
        }

        return null;
    }

    private RegexPart ReadAtom()
    {
        if (_pattern[_at] == '(')
            return ReadGroup();
        return new RegexPart(RegexPartKind.Plain, new RegexNode.Set(ReadSet()), RegexTraits.None);
    }

    private RegexPart ReadGroup()
    {
        if (!TryTake("(?:"))
            return ReadCapture();
        if (_pattern[_at] == '\\' && char.IsAsciiDigit(_pattern[_at + 1]))
            return ReadBackReference();
        var inner = ReadAlternatives();
        _at++;
        return inner;
    }

    private RegexPart ReadBackReference()
    {
        var end = _pattern.IndexOf(')', _at);
        var group = int.Parse(_pattern.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        _at = end + 1;
        _isIntricate = true;
        // The group has to end before, and what looks around cannot refer to one.
        if (_looks > 0 || group >= _groups.Count || _groups[group] is not { } node)
            throw RegexErrors.Invalid("invalid backreference number");
        return new RegexPart(RegexPartKind.BackReference, WithoutConstraints(node), RegexTraits.Refers) { Reference = group };
    }

    /// <summary>A back reference is to the text of a group, whatever had to stand around it.</summary>
    private static RegexNode WithoutConstraints(RegexNode node) => node switch
    {
        RegexNode.Sequence sequence => new RegexNode.Sequence([.. sequence.Items.Select(WithoutConstraints)]),
        RegexNode.Alternatives either => new RegexNode.Alternatives([.. either.Branches.Select(WithoutConstraints)]),
        RegexNode.Repeat repeat => repeat with { Item = WithoutConstraints(repeat.Item) },
        RegexNode.Set => node,
        _ => new RegexNode.Sequence([]),
    };

    private RegexPart ReadCapture()
    {
        _at++;
        var number = _groups.Count;
        _groups.Add(null);
        var inner = ReadAlternatives();
        _at++;
        _groups[number] = inner.Node;
        if (inner.Group > 0)
            inner = new RegexPart(RegexPartKind.Wrapper, inner.Node, inner.Traits, inner);
        inner.Traits |= RegexTraits.Captures;
        inner.Group = number;
        return inner;
    }

    private (int Minimum, int Maximum, RegexTraits Preference) ReadQuantifier(bool isGroup)
    {
        if (IsAtEnd() || _pattern[_at] is not ('*' or '+' or '?' or '{'))
            return (1, 1, NoPreference);
        var (minimum, maximum, isFixed) = (0, -1, false);
        switch (_pattern[_at++])
        {
            case '+':
                minimum = 1;
                break;
            case '?':
                maximum = 1;
                break;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                var bounds = _pattern[_at..end].Split(',');
                _at = end + 1;
                minimum = int.Parse(bounds[0], CultureInfo.InvariantCulture);
                isFixed = bounds.Length == 1;
                maximum = isFixed ? minimum : bounds[1].Length == 0 ? -1 : int.Parse(bounds[1], CultureInfo.InvariantCulture);
                break;
        }

        var isLazy = TryTake("?");
        _isIntricate |= _looks == 0 && (isGroup || isLazy);
        return (minimum, maximum, isFixed ? NoPreference : isLazy ? RegexTraits.Shorter : RegexTraits.Longer);
    }

    private CharacterSet ReadSet()
    {
        if (TryTake("[\\s\\S]"))
            return new CharacterSet { IsNegated = true };
        if (_pattern[_at] != '[')
        {
            var only = ReadCharacter();
            var single = new CharacterSet();
            single.Add(only, only);
            return single;
        }

        _at++;
        var set = new CharacterSet { IsNegated = TryTake("^") };
        while (_pattern[_at] != ']')
        {
            var low = ReadCharacter();
            var high = low;
            if (_pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                high = ReadCharacter();
            }

            set.Add(low, high);
        }

        _at++;
        return set;
    }

    private char ReadCharacter()
    {
        var c = _pattern[_at++];
        if (c != '\\')
            return c;
        c = _pattern[_at++];
        switch (c)
        {
            case 'u' or 'x':
                var digits = c == 'u' ? 4 : 2;
                _at += digits;
                return (char)ushort.Parse(_pattern.AsSpan(_at - digits, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            default:
                return c;
        }
    }
}
