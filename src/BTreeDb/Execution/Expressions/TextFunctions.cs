using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The kernels of the text operators and functions, for byte strings where they have them, too.</summary>
internal static class TextFunctions
{
    public static VectorExpression? TryCompile(in CallSite call) => call.Function switch
    {
        FunctionId.Like => Like(call, ignoreCase: false, isNegated: false),
        FunctionId.NotLike => Like(call, ignoreCase: false, isNegated: true),
        FunctionId.ILike => Like(call, ignoreCase: true, isNegated: false),
        FunctionId.NotILike => Like(call, ignoreCase: true, isNegated: true),
        FunctionId.ConcatAll => new ConcatExpression(null, call.Arguments, call.Type, call.Capacity),
        FunctionId.ConcatWs => new ConcatExpression(call.Arguments[0], call.Arguments[1..], call.Type, call.Capacity),
        _ => TryMeasure(call) ?? TrySlice(call) ?? TryBuild(call),
    };

    /// <summary>The text that an output function makes of an operand.</summary>
    public static VectorExpression Output<T, TFunction>(VectorExpression operand, int capacity)
        where T : struct
        where TFunction : struct, IFunction<T, TextView> =>
        new FunctionExpression<T, TextView, TFunction>(
            operand, new FunctionScope(operand.Type, SqlType.Text, isExplicit: true), SqlType.Text, capacity);

    private static VectorExpression? TryMeasure(in CallSite call) => call.Function switch
    {
        FunctionId.CharLength when call.ArgumentId(0) == TypeId.Bytea => call.Call<TextView, int, TextMeasures.OctetLength>(),
        FunctionId.CharLength => call.Call<TextView, int, TextMeasures.CharLength>(),
        FunctionId.OctetLength => call.Call<TextView, int, TextMeasures.OctetLength>(),
        FunctionId.BitLength => call.Call<TextView, int, TextMeasures.BitLength>(),
        FunctionId.Position when call.ArgumentId(0) == TypeId.Bytea =>
            call.Call<TextView, TextView, int, TextMeasures.BytePosition>(),
        FunctionId.Position => call.Call<TextView, TextView, int, TextMeasures.Position>(),
        FunctionId.Ascii => call.Call<TextView, int, TextMeasures.FirstCodePoint>(),
        FunctionId.StartsWith => call.Call<TextView, TextView, byte, TextMeasures.StartsWith>(),
        _ => null,
    };

    private static VectorExpression? TrySlice(in CallSite call)
    {
        var simple = call.Arguments.Length == 1;
        return call.Function switch
        {
            FunctionId.Substring when call.Arguments.Length == 2 => call.Call<TextView, int, TextView, TextSlices.Substring>(),
            FunctionId.Substring => call.Call<TextView, int, int, TextView, TextSlices.SubstringFor>(),
            FunctionId.BTrim when simple => call.Call<TextView, TextView, TextSlices.TrimBoth>(),
            FunctionId.BTrim => call.Call<TextView, TextView, TextView, TextSlices.TrimBothOf>(),
            FunctionId.LTrim when simple => call.Call<TextView, TextView, TextSlices.TrimLeft>(),
            FunctionId.LTrim => call.Call<TextView, TextView, TextView, TextSlices.TrimLeftOf>(),
            FunctionId.RTrim when simple => call.Call<TextView, TextView, TextSlices.TrimRight>(),
            FunctionId.RTrim => call.Call<TextView, TextView, TextView, TextSlices.TrimRightOf>(),
            FunctionId.Left => call.Call<TextView, int, TextView, TextSlices.Left>(),
            FunctionId.Right => call.Call<TextView, int, TextView, TextSlices.Right>(),
            FunctionId.SplitPart => call.Call<TextView, TextView, int, TextView, TextSlices.SplitPart>(),
            _ => null,
        };
    }

    private static VectorExpression? TryBuild(in CallSite call) => call.Function switch
    {
        FunctionId.Concat => call.Call<TextView, TextView, TextView, TextBuilders.Concat>(),
        FunctionId.Lower => call.Call<TextView, TextView, TextBuilders.Lower>(),
        FunctionId.Upper => call.Call<TextView, TextView, TextBuilders.Upper>(),
        FunctionId.InitCap => call.Call<TextView, TextView, TextBuilders.InitCap>(),
        FunctionId.Replace => call.Call<TextView, TextView, TextView, TextView, TextBuilders.Replace>(),
        FunctionId.Repeat => call.Call<TextView, int, TextView, TextBuilders.Repeat>(),
        FunctionId.Reverse => call.Call<TextView, TextView, TextBuilders.Reverse>(),
        FunctionId.LPad when call.Arguments.Length == 2 => call.Call<TextView, int, TextView, TextBuilders.PadLeft>(),
        FunctionId.LPad => call.Call<TextView, int, TextView, TextView, TextBuilders.PadLeftWith>(),
        FunctionId.RPad when call.Arguments.Length == 2 => call.Call<TextView, int, TextView, TextBuilders.PadRight>(),
        FunctionId.RPad => call.Call<TextView, int, TextView, TextView, TextBuilders.PadRightWith>(),
        FunctionId.Chr => call.Call<int, TextView, TextBuilders.Chr>(),
        FunctionId.Translate => call.Call<TextView, TextView, TextView, TextView, TextBuilders.Translate>(),
        FunctionId.Md5 => call.Call<TextView, TextView, TextBuilders.Md5>(),
        FunctionId.ToHex when call.Physical == PhysicalType.Int32 => call.Call<int, TextView, TextBuilders.ToHex32>(),
        FunctionId.ToHex => call.Call<long, TextView, TextBuilders.ToHex64>(),
        FunctionId.QuoteLiteral => call.Call<TextView, TextView, TextBuilders.QuoteLiteral>(),
        FunctionId.QuoteIdent => call.Call<TextView, TextView, TextBuilders.QuoteIdent>(),
        _ => null,
    };

    /// <summary>The blanks of <c>char(n)</c> are not held, but patterns see them.</summary>
    public static VectorExpression WithBlanks(VectorExpression subject, int capacity) =>
        subject.Type.ImpliesBlanks ? Output<TextView, CastFunctions.PadBlanks>(subject, capacity) : subject;

    private static LikeExpression Like(in CallSite call, bool ignoreCase, bool isNegated)
    {
        var subject = WithBlanks(call.Arguments[0], call.Capacity);
        var escape = call.Arguments.Length > 2 ? call.Arguments[2] : null;
        return new LikeExpression(subject, call.Arguments[1], escape, ignoreCase, isNegated, call.Capacity);
    }
}
