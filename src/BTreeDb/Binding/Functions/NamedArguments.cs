using System.Collections.Frozen;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// The functions whose arguments have names, and those that may be left out. Calls by name or with fewer arguments become
/// calls by position.
/// </summary>
internal static class NamedArguments
{
    private static readonly FrozenDictionary<string, string[]> Names = new Dictionary<string, string[]>
    {
        ["make_interval"] = ["years", "months", "weeks", "days", "hours", "mins", "secs"],
        ["make_date"] = ["year", "month", "day"],
        ["make_time"] = ["hour", "min", "sec"],
        ["make_timestamp"] = ["year", "month", "mday", "hour", "min", "sec"],
        ["make_timestamptz"] = ["year", "month", "mday", "hour", "min", "sec", "timezone"],
        ["jsonb_set"] = ["jsonb_in", "path", "replacement", "create_if_missing"],
        ["jsonb_insert"] = ["jsonb_in", "path", "replacement", "insert_after"],
        ["parse_ident"] = ["str", "strict"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The arguments of a call in their order; those of a function without names as they are.</summary>
    public static SyntaxList<FunctionArgument> Arrange(FunctionCall call)
    {
        if (!Names.TryGetValue(call.Name.Name, out var names) || call.Arguments.Count > names.Length)
            return call.Arguments;
        var isOptional = call.Name.Name == "make_interval";
        if (!isOptional && !HasNames(call.Arguments))
            return call.Arguments;
        var arranged = new FunctionArgument?[names.Length];
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            var place = argument.Name is null ? i : Array.IndexOf(names, argument.Name);
            if (place < 0 || arranged[place] is not null)
                return call.Arguments;
            arranged[place] = argument with { Name = null };
        }

        return Fill(arranged, call, isOptional);
    }

    /// <summary>Without defaults only the last arguments may be missing.</summary>
    private static SyntaxList<FunctionArgument> Fill(FunctionArgument?[] arranged, FunctionCall call, bool isOptional)
    {
        var count = isOptional ? arranged.Length : call.Arguments.Count;
        var filled = new FunctionArgument[count];
        for (var i = 0; i < count; i++)
        {
            if (arranged[i] is null && !isOptional)
                return call.Arguments;
            filled[i] = arranged[i] ?? new FunctionArgument(call.Position, null, new IntegerLiteral(call.Position, 0), false);
        }

        return new SyntaxList<FunctionArgument>(filled);
    }

    private static bool HasNames(SyntaxList<FunctionArgument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name is not null)
                return true;
        }

        return false;
    }
}
