using System.Text.RegularExpressions;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// A regular expression ready to run. Whether it matches .NET tells, without backtracking where it can, so in time linear in the
/// text. Where, how far and with which groups it matches is another matter: patterns in which .NET's first alternative is
/// POSIX's longest one (<see cref="RegexReader"/>) .NET finds by backtracking, because its other engine misses beginnings
/// (<c>b?a+</c> in <c>bca</c>); the others <see cref="RegexDissection"/> finds. What backtracks has a time limit.
/// </summary>
internal sealed class CompiledRegex
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly Regex _regex;
    private readonly RegexPart? _root;
    private readonly string _translated;
    private readonly RegexOptions _finderOptions;
    private Regex? _finder;

    private CompiledRegex(string pattern, string letters, RegexOptionsText options, string translated)
    {
        Pattern = pattern;
        OptionLetters = letters;
        Options = options;
        _translated = translated;
        _finderOptions = RegexOptions.CultureInvariant | (options.IsExpanded ? RegexOptions.IgnorePatternWhitespace : RegexOptions.None);
        _regex = Compile();
        _root = options.IsLiteral ? null : RegexReader.Read(translated, options.IsExpanded);
        GroupCount = _regex.GetGroupNumbers().Length - 1;
    }

    /// <summary>The pattern as given.</summary>
    public string Pattern { get; }

    /// <summary>The option letters as given.</summary>
    public string OptionLetters { get; }

    public RegexOptionsText Options { get; }

    /// <summary>Capturing groups.</summary>
    public int GroupCount { get; }

    /// <summary>Compiles a pattern, or gives the one before back if it is the same.</summary>
    public static CompiledRegex Get(object? before, string pattern, string options)
    {
        if (before is CompiledRegex known && known.Pattern == pattern && known.OptionLetters == options)
            return known;
        var parsed = RegexOptionsText.Parse(options);
        if (parsed.IsBasic)
            throw RegexErrors.NoBasic();
        var translated = RegexTranslator.Translate(pattern, ref parsed);
        return new CompiledRegex(pattern, options, parsed, translated);
    }

    /// <summary>The first match at or after a place in the text; null where there is none.</summary>
    public RegexMatch? Match(string text, int start = 0)
    {
        if (_root is null)
            return Find(text, start);
        if (_regex.Options.HasFlag(RegexOptions.NonBacktracking) && !_regex.IsMatch(text, start))
            return null;
        var clock = new RegexClock(TimeLimit);
        for (var at = start; at <= text.Length; at++)
        {
            var isInside = at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
            if (!isInside && _root.Program.MayBegin(text, at) && RegexDissection.Run(_root, GroupCount, text, at, clock) is { } match)
                return match;
        }

        return null;
    }

    private RegexMatch? Find(string text, int start)
    {
        _finder ??= new Regex(_translated, _finderOptions, TimeLimit);
        try
        {
            var match = _finder.Match(text, start);
            return match.Success ? ToMatch(text, match) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw RegexErrors.TooComplex();
        }
    }

    private static RegexMatch ToMatch(string text, Match match)
    {
        var places = new (int, int)[match.Groups.Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = match.Groups[i].Success ? (match.Groups[i].Index, match.Groups[i].Length) : (-1, 0);
        return new RegexMatch(text, places);
    }

    public bool IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RegexErrors.TooComplex();
        }
    }

    private Regex Compile()
    {
        try
        {
            return new Regex(_translated, _finderOptions | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(_translated, _finderOptions, TimeLimit);
        }
        catch (RegexParseException e)
        {
            throw RegexErrors.Invalid(Describe(e.Error));
        }
    }

    private static string Describe(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses or RegexParseError.InsufficientOpeningParentheses =>
            "parentheses () not balanced",
        RegexParseError.UnterminatedBracket => "brackets [] not balanced",
        RegexParseError.NestedQuantifiersNotParenthesized or RegexParseError.QuantifierAfterNothing =>
            "quantifier operand invalid",
        RegexParseError.ReversedCharacterRange => "invalid character range",
        RegexParseError.UndefinedNumberedReference => "invalid backreference number",
        RegexParseError.ReversedQuantifierRange => "invalid repetition count(s)",
        _ => "invalid escape \\ sequence",
    };
}
