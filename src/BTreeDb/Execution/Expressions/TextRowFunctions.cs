using BTreeDb.Binding;
using BTreeDb.Execution.Kernels.Patterns;
using BTreeDb.Execution.Kernels.Rows;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions of text and byte strings that are called row by row.</summary>
internal static class TextRowFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        if ((Find(call.Function) ?? FindPattern(call.Function)) is not { } function)
            return null;
        if (call.Function is FunctionId.RegexMatches or FunctionId.RegexMatchesIgnoringCase
            or FunctionId.RegexMatchesNot or FunctionId.RegexMatchesNotIgnoringCase
            or FunctionId.CollatedLike or FunctionId.CollatedNotLike or FunctionId.CollatedILike or FunctionId.CollatedNotILike)
            call.Arguments[0] = TextFunctions.WithBlanks(call.Arguments[0], call.Capacity);
        return call.Rows(
            function,
            call.Function is not (FunctionId.Format or FunctionId.QuoteNullable or FunctionId.NumNulls or FunctionId.NumNonNulls));
    }

    private static RowFunction? Find(FunctionId function) => function switch
    {
        FunctionId.Format => FormatFunction.Invoke,
        FunctionId.Overlay => ByteFunctions.Overlay,
        FunctionId.CollationKey => CollationFunctions.Key,
        FunctionId.CollationText => CollationFunctions.Text,
        FunctionId.CollationWeight => CollationFunctions.Weight,
        FunctionId.CollatedLike => CollationFunctions.Like,
        FunctionId.CollatedNotLike => CollationFunctions.NotLike,
        FunctionId.CollatedILike => CollationFunctions.ILike,
        FunctionId.CollatedNotILike => CollationFunctions.NotILike,
        FunctionId.CollatedLower => CollationFunctions.Lower,
        FunctionId.CollatedUpper => CollationFunctions.Upper,
        FunctionId.CollatedInitCap => CollationFunctions.InitCap,
        FunctionId.QuoteNullable => TextQuoting.Nullable,
        FunctionId.ParseIdent => TextQuoting.ParseIdentifier,
        FunctionId.UniStr => UnicodeFunctions.Unescape,
        FunctionId.Normalize => UnicodeFunctions.Normalize,
        FunctionId.IsNormalized => UnicodeFunctions.IsNormalized,
        FunctionId.ConvertFrom => TextEncodings.ConvertFrom,
        FunctionId.ConvertTo => TextEncodings.ConvertTo,
        FunctionId.NumNulls => MathRows.CountNulls,
        FunctionId.NumNonNulls => MathRows.CountValues,
        FunctionId.Hash => HashRows.Hash,
        FunctionId.HashExtended => HashRows.HashExtended,
        FunctionId.ColumnSize => HashRows.ColumnSize,
        FunctionId.Encode => TextEncodings.Encode,
        FunctionId.Decode => TextEncodings.Decode,
        FunctionId.Sha224 => TextEncodings.Sha224,
        FunctionId.Sha256 => TextEncodings.Sha256,
        FunctionId.Sha384 => TextEncodings.Sha384,
        FunctionId.Sha512 => TextEncodings.Sha512,
        FunctionId.GetByte => ByteFunctions.GetByte,
        FunctionId.SetByte => ByteFunctions.SetByte,
        FunctionId.GetBit => ByteFunctions.GetBit,
        FunctionId.SetBit => ByteFunctions.SetBit,
        FunctionId.BitCount => ByteFunctions.CountBits,
        FunctionId.BitStringAnd => BitStrings.And,
        FunctionId.BitStringOr => BitStrings.Or,
        FunctionId.BitStringXor => BitStrings.Xor,
        FunctionId.BitStringNot => BitStrings.Not,
        FunctionId.BitStringShiftLeft => BitStrings.ShiftLeft,
        FunctionId.BitStringShiftRight => BitStrings.ShiftRight,
        FunctionId.BitStringGet => BitStrings.GetBit,
        FunctionId.BitStringSet => BitStrings.SetBit,
        FunctionId.BitStringCount => BitStrings.CountBits,
        FunctionId.BitStringOctets => BitStrings.OctetLength,
        FunctionId.ByteTrimBoth => static call => ByteFunctions.Trim(call, atStart: true, atEnd: true),
        FunctionId.ByteTrimLeft => static call => ByteFunctions.Trim(call, atStart: true, atEnd: false),
        FunctionId.ByteTrimRight => static call => ByteFunctions.Trim(call, atStart: false, atEnd: true),
        _ => null,
    };

    private static RowFunction? FindPattern(FunctionId function) => function switch
    {
        FunctionId.RegexMatches => RegexFunctions.IsMatch,
        FunctionId.RegexMatchesIgnoringCase => RegexFunctions.IsMatchIgnoringCase,
        FunctionId.RegexMatchesNot => RegexFunctions.IsNoMatch,
        FunctionId.RegexMatchesNotIgnoringCase => RegexFunctions.IsNoMatchIgnoringCase,
        FunctionId.SimilarTo => RegexFunctions.IsSimilar,
        FunctionId.NotSimilarTo => RegexFunctions.IsNotSimilar,
        FunctionId.RegexSubstring => RegexFunctions.Substring,
        FunctionId.SimilarSubstring => RegexFunctions.SubstringSimilar,
        FunctionId.RegexMatch => RegexFunctions.MatchGroups,
        FunctionId.RegexLike => RegexFunctions.Like,
        FunctionId.RegexSplit => RegexFunctions.SplitToArray,
        FunctionId.RegexCount => RegexFunctions.Count,
        FunctionId.RegexReplace => RegexReplacing.Replace,
        FunctionId.RegexReplaceFrom => RegexReplacing.ReplaceFrom,
        FunctionId.RegexInstr => RegexFunctions.Position,
        FunctionId.RegexSubstr => RegexFunctions.Substr,
        _ => null,
    };
}
