using System.Text.RegularExpressions;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// A regular expression ready to run. Patterns without look-around and back references run in time linear in the text;
/// the others have a time limit.
/// </summary>
internal sealed class CompiledRegex
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly Regex _regex;

    private CompiledRegex(string pattern, string options, RegexOptionsText parsed, Regex regex)
    {
        Pattern = pattern;
        OptionLetters = options;
        Options = parsed;
        _regex = regex;
        GroupCount = regex.GetGroupNumbers().Length - 1;
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
        return new CompiledRegex(pattern, options, parsed, Compile(translated, parsed));
    }

    /// <summary>The first match at or after a place in the text.</summary>
    public Match Match(string text, int start = 0)
    {
        try
        {
            return _regex.Match(text, start);
        }
        catch (RegexMatchTimeoutException)
        {
            throw RegexErrors.TooComplex();
        }
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

    private static Regex Compile(string translated, RegexOptionsText parsed)
    {
        var options = RegexOptions.CultureInvariant;
        if (parsed.IsExpanded)
            options |= RegexOptions.IgnorePatternWhitespace;
        try
        {
            return new Regex(translated, options | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, options, TimeLimit);
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
