using BTreeDb.Binding;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The mathematical functions that are called row by row.</summary>
internal static class MathRowFunctions
{
    public static VectorExpression? TryCompile(in CallSite call) => Find(call) is { } function ? call.Rows(function) : null;

    private static RowFunction? Find(in CallSite call) => call.Function switch
    {
        FunctionId.Sinh => static c => c.Return(Math.Sinh(c.Double(0))),
        FunctionId.Cosh => static c => c.Return(Math.Cosh(c.Double(0))),
        FunctionId.Tanh => static c => c.Return(Math.Tanh(c.Double(0))),
        FunctionId.Asinh => static c => c.Return(Math.Asinh(c.Double(0))),
        FunctionId.Acosh => static c => c.Return(Trigonometry.Acosh(c.Double(0))),
        FunctionId.Atanh => static c => c.Return(Trigonometry.Atanh(c.Double(0))),
        FunctionId.Sind => static c => c.Return(Trigonometry.Sin(c.Double(0))),
        FunctionId.Cosd => static c => c.Return(Trigonometry.Cos(c.Double(0))),
        FunctionId.Tand => static c => c.Return(Trigonometry.Tan(c.Double(0))),
        FunctionId.Cotd => static c => c.Return(Trigonometry.Cot(c.Double(0))),
        FunctionId.Asind => static c => c.Return(Trigonometry.Asin(c.Double(0))),
        FunctionId.Acosd => static c => c.Return(Trigonometry.Acos(c.Double(0))),
        FunctionId.Atand => static c => c.Return(Trigonometry.Atan(c.Double(0))),
        FunctionId.Atan2d => static c => c.Return(Trigonometry.Atan2(c.Double(0), c.Double(1))),
        FunctionId.Scale => MathRows.Scale,
        FunctionId.MinScale => MathRows.MinScale,
        FunctionId.TrimScale => MathRows.TrimScale,
        FunctionId.WidthBucket when call.ArgumentId(1) == TypeId.Array => MathRows.BucketOfThresholds,
        FunctionId.WidthBucket when call.ArgumentId(0) == TypeId.Double => MathRows.BucketOfDouble,
        FunctionId.WidthBucket => MathRows.BucketOfNumeric,
        FunctionId.SetSeed => MathRows.SetSeed,
        _ => null,
    };
}
