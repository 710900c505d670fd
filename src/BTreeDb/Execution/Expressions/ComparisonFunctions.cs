using System.Numerics;
using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The kernels of the six comparisons. A constant is brought to the right, so that SIMD loops find it there.</summary>
internal static class ComparisonFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        if (call.Function is < FunctionId.Equal or > FunctionId.GreaterOrEqual)
            return null;
        var op = (ComparisonOperator)(call.Function - FunctionId.Equal);
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (left is ConstantExpression or SlotExpression && right is not (ConstantExpression or SlotExpression))
            (left, right, op) = (right, left, Mirror(op));
        return left.Type.Physical switch
        {
            PhysicalType.Int16 => Number<short, NumberOrder<short>>(left, right, op, call.Capacity),
            PhysicalType.Int32 => Number<int, NumberOrder<int>>(left, right, op, call.Capacity),
            PhysicalType.Int64 => Number<long, NumberOrder<long>>(left, right, op, call.Capacity),
            PhysicalType.Single => Number<float, FloatOrder>(left, right, op, call.Capacity),
            PhysicalType.Double => Number<double, FloatOrder>(left, right, op, call.Capacity),
            PhysicalType.Boolean => Any<byte, NumberOrder<byte>>(left, right, op, call.Capacity),
            PhysicalType.Numeric => Any<Numeric, NaturalOrder<Numeric>>(left, right, op, call.Capacity),
            PhysicalType.Uuid => Any<UInt128, NaturalOrder<UInt128>>(left, right, op, call.Capacity),
            PhysicalType.Interval => Any<Interval, NaturalOrder<Interval>>(left, right, op, call.Capacity),
            _ when left.Type.Id == TypeId.Array => Any<TextView, ArrayValueOrder>(left, right, op, call.Capacity),
            _ when left.Type.Id == TypeId.Jsonb => Any<TextView, JsonbValueOrder>(left, right, op, call.Capacity),
            _ when left.Type.Id == TypeId.KeyedText => Any<TextView, KeyedTextOrder>(left, right, op, call.Capacity),
            _ when left.Type.CarriesBlanks || right.Type.CarriesBlanks => Any<TextView, BlankPaddedOrder>(left, right, op, call.Capacity),
            _ => Any<TextView, NaturalOrder<TextView>>(left, right, op, call.Capacity),
        };
    }

    private static VectorExpression Number<T, TOrder>(
        VectorExpression left, VectorExpression right, ComparisonOperator op, int capacity)
        where T : struct, INumberBase<T>
        where TOrder : struct, IValueOrder<T> => op switch
        {
            ComparisonOperator.Equal =>
                new NumberComparisonExpression<T, ComparisonKernels.Equal<T, TOrder>>(left, right, op, capacity),
            ComparisonOperator.NotEqual =>
                new NumberComparisonExpression<T, ComparisonKernels.NotEqual<T, TOrder>>(left, right, op, capacity),
            ComparisonOperator.Less =>
                new NumberComparisonExpression<T, ComparisonKernels.Less<T, TOrder>>(left, right, op, capacity),
            ComparisonOperator.LessOrEqual =>
                new NumberComparisonExpression<T, ComparisonKernels.LessOrEqual<T, TOrder>>(left, right, op, capacity),
            ComparisonOperator.Greater =>
                new NumberComparisonExpression<T, ComparisonKernels.Greater<T, TOrder>>(left, right, op, capacity),
            _ => new NumberComparisonExpression<T, ComparisonKernels.GreaterOrEqual<T, TOrder>>(left, right, op, capacity),
        };

    private static VectorExpression Any<T, TOrder>(
        VectorExpression left, VectorExpression right, ComparisonOperator op, int capacity)
        where T : struct
        where TOrder : struct, IValueOrder<T> => op switch
        {
            ComparisonOperator.Equal =>
                new ComparisonExpression<T, ComparisonKernels.Equal<T, TOrder>>(left, right, capacity),
            ComparisonOperator.NotEqual =>
                new ComparisonExpression<T, ComparisonKernels.NotEqual<T, TOrder>>(left, right, capacity),
            ComparisonOperator.Less =>
                new ComparisonExpression<T, ComparisonKernels.Less<T, TOrder>>(left, right, capacity),
            ComparisonOperator.LessOrEqual =>
                new ComparisonExpression<T, ComparisonKernels.LessOrEqual<T, TOrder>>(left, right, capacity),
            ComparisonOperator.Greater =>
                new ComparisonExpression<T, ComparisonKernels.Greater<T, TOrder>>(left, right, capacity),
            _ => new ComparisonExpression<T, ComparisonKernels.GreaterOrEqual<T, TOrder>>(left, right, capacity),
        };

    private static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };
}
