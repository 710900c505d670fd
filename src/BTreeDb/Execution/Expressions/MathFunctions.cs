using System.Numerics;
using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The kernels of the math functions.</summary>
internal static class MathFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        switch (call.Function)
        {
            case FunctionId.Pi:
                return new ConstantExpression(Datum.FromDouble(Math.PI), SqlType.Double);
            case FunctionId.Random:
                return new VolatileExpression<double>(SqlType.Double, static c => c.Random.NextDouble(), call.Capacity);
            case FunctionId.Factorial:
                return call.Unary<long, Numeric, NumericKernels.Factorial>();
            case < FunctionId.Abs or > FunctionId.Random:
                return null;
        }

        return call.Physical switch
        {
            PhysicalType.Int16 => TryIntegers<short>(call),
            PhysicalType.Int32 => TryIntegers<int>(call),
            PhysicalType.Int64 => TryIntegers<long>(call),
            PhysicalType.Single when call.Function == FunctionId.Abs => call.Unary<float, float, FloatKernels.Abs<float>>(),
            PhysicalType.Double => TryDoubles(call),
            PhysicalType.Numeric => TryNumerics(call),
            _ => null,
        };
    }

    private static VectorExpression? TryIntegers<T>(in CallSite call)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => call.Function switch
        {
            FunctionId.Abs => call.Unary<T, T, IntegerKernels.Abs<T>>(),
            FunctionId.Mod => call.Binary<T, IntegerKernels.Modulo<T>>(),
            FunctionId.Gcd => call.Binary<T, IntegerKernels.Gcd<T>>(),
            FunctionId.Lcm => call.Binary<T, IntegerKernels.Lcm<T>>(),
            _ => null,
        };

    private static VectorExpression? TryDoubles(in CallSite call) => call.Function switch
    {
        FunctionId.Abs => call.Unary<double, double, FloatKernels.Abs<double>>(),
        FunctionId.Sign => call.Unary<double, double, FloatKernels.Sign>(),
        FunctionId.Ceil => call.Unary<double, double, FloatKernels.Ceil>(),
        FunctionId.Floor => call.Unary<double, double, FloatKernels.Floor>(),
        FunctionId.Round => call.Unary<double, double, FloatKernels.Round>(),
        FunctionId.Trunc => call.Unary<double, double, FloatKernels.Trunc>(),
        FunctionId.Sqrt => call.Unary<double, double, FloatKernels.Sqrt>(),
        FunctionId.Cbrt => call.Unary<double, double, FloatKernels.Cbrt>(),
        FunctionId.Exp => call.Unary<double, double, FloatKernels.Exp>(),
        FunctionId.Ln => call.Unary<double, double, FloatKernels.Ln>(),
        FunctionId.Log10 or FunctionId.Log when call.Arguments.Length == 1 =>
            call.Unary<double, double, FloatKernels.Log10>(),
        FunctionId.Degrees => call.Unary<double, double, FloatKernels.Degrees>(),
        FunctionId.Radians => call.Unary<double, double, FloatKernels.Radians>(),
        FunctionId.Sin => call.Unary<double, double, FloatKernels.Sin>(),
        FunctionId.Cos => call.Unary<double, double, FloatKernels.Cos>(),
        FunctionId.Tan => call.Unary<double, double, FloatKernels.Tan>(),
        FunctionId.Cot => call.Unary<double, double, FloatKernels.Cot>(),
        FunctionId.Asin => call.Unary<double, double, FloatKernels.Asin>(),
        FunctionId.Acos => call.Unary<double, double, FloatKernels.Acos>(),
        FunctionId.Atan => call.Unary<double, double, FloatKernels.Atan>(),
        FunctionId.Atan2 => call.Binary<double, FloatKernels.Atan2>(),
        _ => null,
    };

    private static VectorExpression? TryNumerics(in CallSite call) => call.Function switch
    {
        FunctionId.Abs => call.Unary<Numeric, Numeric, NumericKernels.Abs>(),
        FunctionId.Sign => call.Unary<Numeric, Numeric, NumericKernels.Sign>(),
        FunctionId.Ceil => call.Unary<Numeric, Numeric, NumericKernels.Ceil>(),
        FunctionId.Floor => call.Unary<Numeric, Numeric, NumericKernels.Floor>(),
        FunctionId.Round when call.Arguments.Length == 1 => call.Unary<Numeric, Numeric, NumericKernels.Round>(),
        FunctionId.Round => call.Binary<Numeric, int, Numeric, NumericKernels.RoundTo>(),
        FunctionId.Trunc when call.Arguments.Length == 1 => call.Unary<Numeric, Numeric, NumericKernels.Trunc>(),
        FunctionId.Trunc => call.Binary<Numeric, int, Numeric, NumericKernels.TruncTo>(),
        FunctionId.Sqrt => call.Unary<Numeric, Numeric, NumericKernels.Sqrt>(),
        FunctionId.Exp => call.Unary<Numeric, Numeric, NumericKernels.Exp>(),
        FunctionId.Ln => call.Unary<Numeric, Numeric, NumericKernels.Ln>(),
        FunctionId.Log10 => call.Unary<Numeric, Numeric, NumericKernels.Log10>(),
        FunctionId.Log when call.Arguments.Length == 1 => call.Unary<Numeric, Numeric, NumericKernels.Log10>(),
        FunctionId.Log => call.Binary<Numeric, NumericKernels.Log>(),
        FunctionId.Mod => call.Binary<Numeric, NumericKernels.Modulo>(),
        FunctionId.Div => call.Binary<Numeric, NumericKernels.DivideTruncated>(),
        FunctionId.Gcd => call.Binary<Numeric, NumericKernels.Gcd>(),
        FunctionId.Lcm => call.Binary<Numeric, NumericKernels.Lcm>(),
        _ => null,
    };
}
