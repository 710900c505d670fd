using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The kernels of the arithmetic and bit operators, on numbers and on dates.</summary>
internal static class ArithmeticFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        if (call.Function is < FunctionId.Add or > FunctionId.ShiftRight)
            return null;
        if (call.Arguments.Length == 2 && IsDateOrTime(call.ArgumentId(0), call.ArgumentId(1)))
            return TryDates(call);
        return call.Physical switch
        {
            PhysicalType.Int16 => TryIntegers<short>(call),
            PhysicalType.Int32 => TryIntegers<int>(call),
            PhysicalType.Int64 => TryIntegers<long>(call),
            PhysicalType.Single => TryFloats<float>(call),
            PhysicalType.Double when call.Function == FunctionId.Power => call.Binary<double, FloatKernels.Power>(),
            PhysicalType.Double => TryFloats<double>(call),
            PhysicalType.Numeric => TryNumerics(call),
            _ => null,
        };
    }

    private static VectorExpression? TryIntegers<T>(in CallSite call)
        where T : struct, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> => call.Function switch
        {
            FunctionId.Add => call.Binary<T, IntegerKernels.Add<T>>(),
            FunctionId.Subtract => call.Binary<T, IntegerKernels.Subtract<T>>(),
            FunctionId.Multiply => call.Binary<T, IntegerKernels.Multiply<T>>(),
            FunctionId.Divide => call.Binary<T, IntegerKernels.Divide<T>>(),
            FunctionId.Modulo => call.Binary<T, IntegerKernels.Modulo<T>>(),
            FunctionId.Negate => call.Unary<T, T, IntegerKernels.Negate<T>>(),
            FunctionId.UnaryPlus => call.Arguments[0],
            FunctionId.BitAnd => call.Binary<T, IntegerKernels.BitAnd<T>>(),
            FunctionId.BitOr => call.Binary<T, IntegerKernels.BitOr<T>>(),
            FunctionId.BitXor => call.Binary<T, IntegerKernels.BitXor<T>>(),
            FunctionId.BitNot => call.Unary<T, T, IntegerKernels.BitNot<T>>(),
            FunctionId.ShiftLeft => call.Binary<T, int, T, IntegerKernels.ShiftLeft<T>>(),
            FunctionId.ShiftRight => call.Binary<T, int, T, IntegerKernels.ShiftRight<T>>(),
            _ => null,
        };

    private static VectorExpression? TryFloats<T>(in CallSite call)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => call.Function switch
        {
            FunctionId.Add => call.Binary<T, FloatKernels.Add<T>>(),
            FunctionId.Subtract => call.Binary<T, FloatKernels.Subtract<T>>(),
            FunctionId.Multiply => call.Binary<T, FloatKernels.Multiply<T>>(),
            FunctionId.Divide => call.Binary<T, FloatKernels.Divide<T>>(),
            FunctionId.Negate => call.Unary<T, T, FloatKernels.Negate<T>>(),
            FunctionId.UnaryPlus => call.Arguments[0],
            _ => null,
        };

    private static VectorExpression? TryNumerics(in CallSite call) => call.Function switch
    {
        FunctionId.Add => call.Binary<Numeric, NumericKernels.Add>(),
        FunctionId.Subtract => call.Binary<Numeric, NumericKernels.Subtract>(),
        FunctionId.Multiply => call.Binary<Numeric, NumericKernels.Multiply>(),
        FunctionId.Divide => call.Binary<Numeric, NumericKernels.Divide>(),
        FunctionId.Modulo => call.Binary<Numeric, NumericKernels.Modulo>(),
        FunctionId.Power => call.Binary<Numeric, NumericKernels.Power>(),
        FunctionId.Negate => call.Unary<Numeric, Numeric, NumericKernels.Negate>(),
        FunctionId.UnaryPlus => call.Arguments[0],
        _ => null,
    };

    private static VectorExpression? TryDates(in CallSite call) =>
        (call.Function, call.ArgumentId(0), call.ArgumentId(1)) switch
        {
            (FunctionId.Add, TypeId.Date, TypeId.Integer) => call.Binary<int, DateTimeFunctions.DatePlusDays>(),
            (FunctionId.Add, TypeId.Integer, TypeId.Date) => call.Binary<int, DateTimeFunctions.DaysPlusDate>(),
            (FunctionId.Subtract, TypeId.Date, TypeId.Integer) => call.Binary<int, DateTimeFunctions.DateMinusDays>(),
            (FunctionId.Subtract, TypeId.Date, TypeId.Date) => call.Binary<int, DateTimeFunctions.DateMinusDate>(),
            (FunctionId.Add, TypeId.Date, TypeId.Time) => call.Binary<int, long, long, DateTimeFunctions.DatePlusTime>(),
            (FunctionId.Add, TypeId.Time, TypeId.Date) => call.Binary<long, int, long, DateTimeFunctions.TimePlusDate>(),
            _ => null,
        };

    private static bool IsDateOrTime(TypeId left, TypeId right) =>
        left is >= TypeId.Date and <= TypeId.TimestampTz || right is >= TypeId.Date and <= TypeId.TimestampTz;
}
