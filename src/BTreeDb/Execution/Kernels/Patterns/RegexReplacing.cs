using System.Text;
using BTreeDb.Execution.Kernels.Rows;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>regexp_replace in its forms.</summary>
internal static class RegexReplacing
{
    /// <summary>regexp_replace(text, pattern, replacement [, flags]).</summary>
    public static void Replace(CallFrame call)
    {
        var letters = call.Count > 3 ? call.Text(3) : "";
        if (letters.Length > 0 && char.IsAsciiDigit(letters[0]))
            throw RegexErrors.OptionsStartWithDigit(letters);
        var isGlobal = letters.Contains('g', StringComparison.Ordinal);
        Replace(call, RegexFunctions.Compile(call, 1, letters), start: 1, number: isGlobal ? 0 : 1);
    }

    /// <summary>regexp_replace(text, pattern, replacement, start [, n [, flags]]): n = 0 means all.</summary>
    public static void ReplaceFrom(CallFrame call)
    {
        var start = RegexFunctions.Positive(call, 3, "start");
        var number = call.Count > 4 ? call.Int32(4) : 1;
        if (number < 0)
            throw RegexErrors.InvalidParameter("n", number);
        var letters = call.Count > 5 ? call.Text(5) : "";
        if (call.Count <= 4 && letters.Contains('g', StringComparison.Ordinal))
            number = 0;
        Replace(call, RegexFunctions.Compile(call, 1, letters), start, number);
    }

    private static void Replace(CallFrame call, CompiledRegex regex, int start, int number)
    {
        var text = call.Text(0);
        var matches = RegexFunctions.Matches(regex, text, start);
        if (matches.Count < Math.Max(number, 1))
        {
            call.ReturnArgument(0);
            return;
        }

        var replacement = call.Text(2);
        var output = new StringBuilder();
        var from = 0;
        for (var i = 0; i < matches.Count; i++)
        {
            if (number != 0 && i != number - 1)
                continue;
            output.Append(text, from, matches[i].Index - from);
            AppendReplacement(output, replacement, matches[i]);
            from = matches[i].Index + matches[i].Length;
        }

        call.ReturnText(output.Append(text, from, text.Length - from).ToString());
    }

    private static void AppendReplacement(StringBuilder output, string replacement, RegexMatch match)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c != '\\' || i + 1 == replacement.Length)
            {
                output.Append(c);
                continue;
            }

            var next = replacement[++i];
            if (next is >= '1' and <= '9')
                output.Append(match.ValueOf(next - '0'));
            else if (next == '&')
                output.Append(match.Value);
            else if (next == '\\')
                output.Append('\\');
            else
                output.Append('\\').Append(next);
        }
    }
}
