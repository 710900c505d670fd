using System.Text;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>The functions over regular expressions: a list.</summary>
internal static class RegexFunctions
{
    public static void IsMatch(CallFrame call) => call.Return(Compile(call, 1, "").IsMatch(call.Text(0)));

    public static void IsMatchIgnoringCase(CallFrame call) => call.Return(Compile(call, 1, "i").IsMatch(call.Text(0)));

    public static void IsNoMatch(CallFrame call) => call.Return(!Compile(call, 1, "").IsMatch(call.Text(0)));

    public static void IsNoMatchIgnoringCase(CallFrame call) => call.Return(!Compile(call, 1, "i").IsMatch(call.Text(0)));

    public static void Like(CallFrame call) =>
        call.Return(Compile(call, 1, Letters(call, 2, "regexp_like")).IsMatch(call.Text(0)));

    /// <summary>SIMILAR TO: arguments are text, pattern, and maybe the escape character.</summary>
    public static void IsSimilar(CallFrame call) => call.Return(Similar(call).IsMatch(call.Text(0)));

    public static void IsNotSimilar(CallFrame call) => call.Return(!Similar(call).IsMatch(call.Text(0)));

    /// <summary>substring(text from pattern): the first group if there is one, else all of the match.</summary>
    public static void Substring(CallFrame call) => ReturnFirst(call, Compile(call, 1, ""));

    /// <summary>substring(text similar pattern escape c).</summary>
    public static void SubstringSimilar(CallFrame call) => ReturnFirst(call, Similar(call));

    public static void MatchGroups(CallFrame call)
    {
        var regex = Compile(call, 1, Letters(call, 2, "regexp_match"));
        var match = regex.Match(call.Text(0));
        if (match is null)
        {
            call.ReturnNull();
            return;
        }

        var builder = new ArrayBuilder();
        builder.Begin(TypeId.Text);
        AddGroups(builder, match, regex.GroupCount);
        builder.Finish(call.Writer);
        call.ReturnWritten();
    }

    public static void SplitToArray(CallFrame call)
    {
        var builder = new ArrayBuilder();
        builder.Begin(TypeId.Text);
        foreach (var field in Split(Compile(call, 1, Letters(call, 2, "regexp_split_to_array")), call.Text(0)))
            builder.Add(Encoding.UTF8.GetBytes(field));
        builder.Finish(call.Writer);
        call.ReturnWritten();
    }

    public static void Count(CallFrame call)
    {
        var start = call.Count > 2 ? Positive(call, 2, "start") : 1;
        var regex = Compile(call, 1, Letters(call, 3, "regexp_count"));
        call.Return(Matches(regex, call.Text(0), start).Count);
    }

    /// <summary>regexp_instr(text, pattern, start, n, end option, flags, group).</summary>
    public static void Position(CallFrame call)
    {
        var match = Nth(call, call.Count > 4 ? 5 : -1, "regexp_instr", out var group, groupArgument: 6);
        var endOption = call.Count > 4 ? call.Int32(4) : 0;
        if (endOption is not (0 or 1))
            throw RegexErrors.InvalidParameter("endoption", endOption);
        if (match?.PlaceOf(group) is not { } found)
        {
            call.Return(0);
            return;
        }

        var units = endOption == 0 ? found.Start : found.Start + found.Length;
        call.Return(CharacterCount(call.Text(0), units) + 1);
    }

    /// <summary>regexp_substr(text, pattern, start, n, flags, group).</summary>
    public static void Substr(CallFrame call)
    {
        var match = Nth(call, 4, "regexp_substr", out var group, groupArgument: 5);
        Return(call, match?.ValueOf(group));
    }

    /// <summary>Matches from a character's number on; of an empty match, the search goes on one character later.</summary>
    public static List<RegexMatch> Matches(CompiledRegex regex, string text, int start = 1)
    {
        var matches = new List<RegexMatch>();
        var at = UnitOffset(text, start - 1);
        if (at < 0)
            return matches;
        while (at <= text.Length && regex.Match(text, at) is { } match)
        {
            matches.Add(match);
            at = match.Length > 0 ? match.End : match.End + 1;
        }

        return matches;
    }

    /// <summary>The parts between matches; empty matches split, but not at the ends.</summary>
    public static List<string> Split(CompiledRegex regex, string text)
    {
        var fields = new List<string>();
        var from = 0;
        foreach (var match in Matches(regex, text))
        {
            // An empty match behind the last match or at the ends divides nothing.
            if (match.Length == 0 && (match.Index == from || match.Index == text.Length))
                continue;
            fields.Add(text[from..match.Index]);
            from = match.Index + match.Length;
        }

        fields.Add(text[from..]);
        return fields;
    }

    /// <summary>Adds the groups of a match to an array, or all of it when there are none.</summary>
    public static void AddGroups(ArrayBuilder builder, RegexMatch match, int groups)
    {
        for (var i = groups == 0 ? 0 : 1; i <= groups; i++)
        {
            if (match.ValueOf(i) is { } value)
                builder.Add(Encoding.UTF8.GetBytes(value));
            else
                builder.AddNull();
        }
    }

    /// <summary>The compiled pattern of an argument, kept between rows.</summary>
    public static CompiledRegex Compile(CallFrame call, int argument, string options)
    {
        var regex = CompiledRegex.Get(call.Cache, call.Text(argument), options);
        call.Cache = regex;
        return regex;
    }

    /// <summary>The option letters of an argument; <c>g</c> is refused.</summary>
    public static string Letters(CallFrame call, int argument, string function)
    {
        var letters = call.Count > argument ? call.Text(argument) : "";
        return letters.Contains('g', StringComparison.Ordinal) ? throw RegexErrors.NotGlobal(function) : letters;
    }

    /// <summary>The place of a character in UTF-16; -1 behind the end.</summary>
    public static int UnitOffset(string text, int characters)
    {
        var at = 0;
        for (; characters > 0; characters--)
        {
            if (at >= text.Length)
                return -1;
            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }

        return at;
    }

    /// <summary>A number that must be at least 1.</summary>
    public static int Positive(CallFrame call, int argument, string name) =>
        call.Int32(argument) > 0 ? call.Int32(argument) : throw RegexErrors.InvalidParameter(name, call.Int32(argument));

    private static int CharacterCount(string text, int units)
    {
        var count = 0;
        for (var i = 0; i < units; i++)
            count += char.IsLowSurrogate(text[i]) ? 0 : 1;
        return count;
    }

    private static RegexMatch? Nth(CallFrame call, int letters, string function, out int group, int groupArgument)
    {
        var start = call.Count > 2 ? Positive(call, 2, "start") : 1;
        var number = call.Count > 3 ? Positive(call, 3, "n") : 1;
        var regex = Compile(call, 1, letters < 0 ? "" : Letters(call, letters, function));
        group = call.Count > groupArgument ? call.Int32(groupArgument) : 0;
        if (group < 0)
            throw RegexErrors.InvalidParameter("subexpr", group);
        var matches = Matches(regex, call.Text(0), start);
        return number <= matches.Count ? matches[number - 1] : null;
    }

    private static CompiledRegex Similar(CallFrame call)
    {
        var escape = call.Count > 2 ? call.Text(2) : null;
        var pattern = SimilarPattern.ToRegex(call.Text(1), escape);
        var regex = CompiledRegex.Get(call.Cache, pattern, "");
        call.Cache = regex;
        return regex;
    }

    private static void ReturnFirst(CallFrame call, CompiledRegex regex)
    {
        Return(call, regex.Match(call.Text(0))?.ValueOf(regex.GroupCount > 0 ? 1 : 0));
    }

    private static void Return(CallFrame call, string? found)
    {
        if (found is null)
            call.ReturnNull();
        else
            call.ReturnText(found);
    }
}
