using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Collations;

/// <summary>
/// What operators and functions become under the collations of their arguments: comparisons are between keys, matches and
/// the case of letters follow the language, searches through arrays go by what equal texts have in common.
/// </summary>
/// <param name="collations">Knows the collations of expressions.</param>
internal readonly struct CollatedCalls(CollationBinder collations)
{
    /// <summary>An operator under the collation of its operands.</summary>
    public BoundCall Compare(BoundCall call)
    {
        if (!collations.IsUsed)
            return call;
        if (call.Function is < FunctionId.Equal or > FunctionId.GreaterOrEqual)
            return Match(call);
        if (!CollationBinder.IsCollatable(call.Arguments[0].Type))
            return call;
        var collation = CollationBinder.Known(collations.Combine(call.Arguments.AsSpan()), call.Position);
        if (collation.IsByBytes || collation.IsDeterministic && call.Function is FunctionId.Equal or FunctionId.NotEqual)
            return call with { Arguments = [CollationBinder.Strip(call.Arguments[0]), CollationBinder.Strip(call.Arguments[1])] };
        return call with
        {
            Arguments = [CollationBinder.KeyOf(call.Arguments[0], collation), CollationBinder.KeyOf(call.Arguments[1], collation)],
        };
    }

    /// <summary>A function under the collation of its arguments.</summary>
    public BoundCall Call(BoundCall call) => !collations.IsUsed
        ? call
        : call.Function is FunctionId.Lower or FunctionId.Upper or FunctionId.InitCap ? MapCase(call) : Match(call);

    /// <summary>A function that returns rows.</summary>
    public void Refuse(TableFunctionId function, ReadOnlySpan<BoundExpression> arguments)
    {
        if (collations.IsUsed && function is TableFunctionId.RegexpMatches or TableFunctionId.RegexpSplit or TableFunctionId.StringToTable)
            Refuse(function == TableFunctionId.StringToTable ? "substring searches" : "regular expressions", arguments);
    }

    /// <summary>What a comparison or a match names its collation by; null where it has none.</summary>
    public static BoundExpression? FindCode(BoundCall call) => call.Function switch
    {
        FunctionId.CollatedLike or FunctionId.CollatedNotLike or FunctionId.CollatedILike or FunctionId.CollatedNotILike =>
            call.Arguments[2],
        _ when call.Arguments[1] is BoundCall { Function: FunctionId.CollationKey } key => key.Arguments[1],
        _ => null,
    };

    private BoundCall MapCase(BoundCall call)
    {
        var collation = CollationBinder.Known(collations.Of(call.Arguments[0]), call.Position);
        if (collation.IsByBytes)
            return call;
        var function = call.Function switch
        {
            FunctionId.Lower => FunctionId.CollatedLower,
            FunctionId.Upper => FunctionId.CollatedUpper,
            _ => FunctionId.CollatedInitCap,
        };
        return call with { Function = function, Arguments = [call.Arguments[0], CollationBinder.CodeOf(collation)] };
    }

    /// <summary>
    /// Under a collation that is not deterministic LIKE compares by it, arrays are searched by it, and looking for a part of a
    /// text has no meaning, as parts of different length may be equal. ILIKE takes what is a lower letter from any language.
    /// </summary>
    private BoundCall Match(BoundCall call) => call.Function switch
    {
        FunctionId.Like => Like(call, FunctionId.CollatedLike),
        FunctionId.NotLike => Like(call, FunctionId.CollatedNotLike),
        FunctionId.ILike => Like(call, FunctionId.CollatedILike),
        FunctionId.NotILike => Like(call, FunctionId.CollatedNotILike),
        FunctionId.ArrayContains or FunctionId.ArrayContained or FunctionId.ArrayOverlaps
            or FunctionId.ArrayPosition or FunctionId.ArrayPositions when FindLoose(call) is { } collation =>
            call with { Arguments = [.. WeightsOf(call, collation), .. call.Arguments.AsSpan()[2..]] },
        FunctionId.ArrayRemove or FunctionId.ArrayReplace when FindLoose(call) is { } collation =>
            call with { Arguments = [.. call.Arguments, .. WeightsOf(call, collation)] },
        FunctionId.Position or FunctionId.Replace or FunctionId.SplitPart or FunctionId.StartsWith
            or FunctionId.StringToArray => Refuse("substring searches", call),
        FunctionId.RegexMatches or FunctionId.RegexMatchesNot or FunctionId.RegexMatchesIgnoringCase
            or FunctionId.RegexMatchesNotIgnoringCase or FunctionId.SimilarTo or FunctionId.NotSimilarTo
            or FunctionId.RegexSubstring or FunctionId.SimilarSubstring or FunctionId.RegexMatch or FunctionId.RegexLike
            or FunctionId.RegexSplit or FunctionId.RegexCount or FunctionId.RegexReplace or FunctionId.RegexReplaceFrom
            or FunctionId.RegexInstr or FunctionId.RegexSubstr => Refuse("regular expressions", call),
        _ => call,
    };

    private BoundCall Like(BoundCall call, FunctionId collated)
    {
        if (!CollationBinder.IsCollatable(call.Arguments[0].Type))
            return call;
        var state = collations.Combine(call.Arguments.AsSpan());
        if (state is { Strength: CollationStrength.Conflict, Collation.IsDeterministic: true, Other.IsDeterministic: true })
            return call;
        var collation = CollationBinder.Known(state, call.Position);
        if (collation.IsDeterministic)
        {
            return collated is FunctionId.CollatedILike or FunctionId.CollatedNotILike && !collation.IsByBytes
                && !call.Arguments[0].Type.ImpliesBlanks
                ? call with
                {
                    Function = collated == FunctionId.CollatedILike ? FunctionId.Like : FunctionId.NotLike,
                    Arguments = [LowerOf(call.Arguments[0], collation), LowerOf(call.Arguments[1], collation)],
                }
                : call;
        }

        return call with
        {
            Function = collated,
            Arguments =
            [
                CollationBinder.Strip(call.Arguments[0]), CollationBinder.Strip(call.Arguments[1]), CollationBinder.CodeOf(collation),
            ],
        };
    }

    private static BoundCall LowerOf(BoundExpression text, Collation collation) =>
        new(FunctionId.CollatedLower, [CollationBinder.Strip(text), CollationBinder.CodeOf(collation)], SqlType.Text)
        {
            Position = text.Position,
        };

    private static ImmutableArray<BoundExpression> WeightsOf(BoundCall call, Collation collation) =>
        [CollationBinder.WeightOf(call.Arguments[0], collation), CollationBinder.WeightOf(call.Arguments[1], collation)];

    /// <summary>The collation that takes different texts among the first two arguments for equal; else null.</summary>
    private Collation? FindLoose(BoundCall call)
    {
        if (!CollationBinder.IsCollatable(call.Arguments[0].Type))
            return null;
        var collation = CollationBinder.Known(collations.Combine(call.Arguments.AsSpan()), call.Position);
        return collation.IsDeterministic ? null : collation;
    }

    private BoundCall Refuse(string construct, BoundCall call)
    {
        Refuse(construct, call.Arguments.AsSpan());
        return call;
    }

    private void Refuse(string construct, ReadOnlySpan<BoundExpression> arguments)
    {
        if (collations.Combine(arguments).Collation is { IsDeterministic: false })
            throw CollationErrors.NotForPatterns(construct);
    }
}
