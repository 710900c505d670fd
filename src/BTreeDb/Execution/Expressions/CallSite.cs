using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A call to be compiled, and the ways to make its node.</summary>
internal readonly struct CallSite(FunctionId function, VectorExpression[] arguments, SqlType type, int capacity)
{
    public FunctionId Function { get; } = function;

    public VectorExpression[] Arguments { get; } = arguments;

    public SqlType Type { get; } = type;

    public int Capacity { get; } = capacity;

    /// <summary>The family of an argument.</summary>
    public TypeId ArgumentId(int index) => Arguments[index].Type.Id;

    /// <summary>The physical type of the first argument, by which most kernels are chosen.</summary>
    public PhysicalType Physical => Arguments.Length == 0 ? PhysicalType.Boolean : Arguments[0].Type.Physical;

    public VectorExpression Unary<T, TResult, TKernel>()
        where T : struct
        where TResult : struct
        where TKernel : struct, IUnaryKernel<T, TResult> =>
        new UnaryExpression<T, TResult, TKernel>(Arguments[0], Type, Capacity);

    public VectorExpression Binary<TLeft, TRight, TResult, TKernel>()
        where TLeft : struct
        where TRight : struct
        where TResult : struct
        where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult> =>
        new BinaryExpression<TLeft, TRight, TResult, TKernel>(Arguments[0], Arguments[1], Type, Capacity);

    /// <summary>A binary kernel over one type.</summary>
    public VectorExpression Binary<T, TKernel>()
        where T : struct
        where TKernel : struct, IBinaryKernel<T, T, T> => Binary<T, T, T, TKernel>();

    public VectorExpression Call<TA, TResult, TFunction>()
        where TA : struct
        where TResult : struct
        where TFunction : struct, IFunction<TA, TResult> =>
        new FunctionExpression<TA, TResult, TFunction>(Arguments[0], Scope(), Type, Capacity);

    public VectorExpression Call<TA, TB, TResult, TFunction>()
        where TA : struct
        where TB : struct
        where TResult : struct
        where TFunction : struct, IFunction<TA, TB, TResult> =>
        new FunctionExpression<TA, TB, TResult, TFunction>(Arguments[0], Arguments[1], Scope(), Type, Capacity);

    public VectorExpression Call<TA, TB, TC, TResult, TFunction>()
        where TA : struct
        where TB : struct
        where TC : struct
        where TResult : struct
        where TFunction : struct, IFunction<TA, TB, TC, TResult> =>
        new FunctionExpression<TA, TB, TC, TResult, TFunction>(
            Arguments[0], Arguments[1], Arguments[2], Scope(), Type, Capacity);

    /// <summary>A call row by row.</summary>
    public VectorExpression Rows(Kernels.Rows.RowFunction function, bool isStrict = true) =>
        new RowFunctionExpression(function, Arguments, isStrict, Type, Capacity);

    /// <summary>The argument types for an error message.</summary>
    public string TypeList()
    {
        var names = new string[Arguments.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = TypeNames.Of(Arguments[i].Type.Id);
        return $"({string.Join(", ", names)})";
    }

    /// <summary>Where the first argument names a unit, the second is what errors are about.</summary>
    private FunctionScope Scope()
    {
        var subject = Function is FunctionId.Extract or FunctionId.DateTrunc ? 1 : 0;
        return new FunctionScope(Arguments[subject].Type, Type, isExplicit: true);
    }
}
