namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>The option letters of PostgreSQL's regular expression functions.</summary>
/// <param name="IsGlobal">All matches instead of the first (<c>g</c>).</param>
/// <param name="IgnoresCase"><c>i</c>.</param>
/// <param name="IsLiteral">The pattern is plain text (<c>q</c>).</param>
/// <param name="IsExpanded">White space and comments in the pattern mean nothing (<c>x</c>).</param>
/// <param name="DotExcludesNewline">Points and inverted classes do not match newlines (<c>n</c>, <c>p</c>).</param>
/// <param name="AnchorsAtLines">Anchors match at lines (<c>n</c>, <c>w</c>).</param>
/// <param name="IsBasic">The pattern is a basic regular expression (<c>b</c>).</param>
internal readonly record struct RegexOptionsText(
    bool IsGlobal, bool IgnoresCase, bool IsLiteral, bool IsExpanded, bool DotExcludesNewline, bool AnchorsAtLines,
    bool IsBasic = false)
{
    /// <summary>Reads option letters; 22023 for one that there is not.</summary>
    public static RegexOptionsText Parse(string letters)
    {
        var options = default(RegexOptionsText);
        foreach (var letter in letters)
        {
            options = letter switch
            {
                'g' => options with { IsGlobal = true },
                'i' => options with { IgnoresCase = true },
                'c' => options with { IgnoresCase = false },
                'q' => options with { IsLiteral = true },
                'x' => options with { IsExpanded = true },
                't' => options with { IsExpanded = false },
                'm' or 'n' => options with { DotExcludesNewline = true, AnchorsAtLines = true },
                'p' => options with { DotExcludesNewline = true, AnchorsAtLines = false },
                's' => options with { DotExcludesNewline = false, AnchorsAtLines = false },
                'w' => options with { DotExcludesNewline = false, AnchorsAtLines = true },
                'b' => options with { IsBasic = true },
                'e' => options,
                _ => throw RegexErrors.InvalidOption(letter),
            };
        }

        return options;
    }
}
