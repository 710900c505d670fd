using System.Text;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// Turns the patterns of SIMILAR TO into advanced regular expressions: <c>%</c> and <c>_</c> as in LIKE; alternatives,
/// groups, brackets and repetitions as in regular expressions. In SUBSTRING, escaped quotes divide the pattern in three, of
/// which the middle one is the result.
/// </summary>
internal static class SimilarPattern
{
    /// <summary>The regular expression for a pattern and its escape character (none: a backslash; empty: no escape).</summary>
    public static string ToRegex(string pattern, string? escape)
    {
        if (escape is { Length: > 1 } && !(escape.Length == 2 && char.IsHighSurrogate(escape[0])))
            throw FunctionErrors.InvalidEscape();
        var mark = escape is null ? "\\" : escape;
        var output = new StringBuilder("^(?:");
        var quotes = 0;
        var isInBrackets = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var isEscape = mark.Length > 0 && string.CompareOrdinal(pattern, i, mark, 0, mark.Length) == 0;
            if (isEscape && i + mark.Length < pattern.Length)
            {
                i += mark.Length;
                if (pattern[i] == '"' && !isInBrackets)
                    output.Append(Separator(++quotes));
                else
                    Escape(output, pattern[i], always: true);
                continue;
            }

            if (isEscape)
                break;
            Append(output, pattern, i, ref isInBrackets);
        }

        return output.Append(")$").ToString();
    }

    /// <summary>What stands before the middle part matches as little as it can.</summary>
    private static string Separator(int number) => number switch
    {
        1 => "){1,1}?(",
        2 => "){1,1}(?:",
        _ => throw RegexErrors.TooManySeparators(),
    };

    private static void Append(StringBuilder output, string pattern, int at, ref bool isInBrackets)
    {
        var c = pattern[at];
        if (isInBrackets)
        {
            if (c == '\\')
                output.Append('\\');
            output.Append(c);
            isInBrackets = c != ']' || pattern[at - 1] == '[' || (pattern[at - 1] == '^' && pattern[at - 2] == '[');
            return;
        }

        switch (c)
        {
            case '[':
                isInBrackets = true;
                output.Append(c);
                break;
            case '%':
                output.Append(".*");
                break;
            case '_':
                output.Append('.');
                break;
            case '(':
                output.Append("(?:");
                break;
            default:
                Escape(output, c, always: c is '\\' or '.' or '^' or '$');
                break;
        }
    }

    private static void Escape(StringBuilder output, char c, bool always)
    {
        if (always && !char.IsLetterOrDigit(c) && c < 0x80)
            output.Append('\\');
        output.Append(c);
    }
}
