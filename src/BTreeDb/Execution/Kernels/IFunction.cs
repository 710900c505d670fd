namespace BTreeDb.Execution.Kernels;

/// <summary>
/// A strict function of one argument that needs more than its argument: memory for its result, the session. Called only
/// for rows whose arguments are not NULL. Unlike kernels it may allocate scratch memory in its scope.
/// </summary>
internal interface IFunction<TA, TResult>
{
    static abstract TResult Invoke(in TA a, FunctionScope scope);
}

/// <summary>As <see cref="IFunction{TA, TResult}"/>, with two arguments.</summary>
internal interface IFunction<TA, TB, TResult>
{
    static abstract TResult Invoke(in TA a, in TB b, FunctionScope scope);
}

/// <summary>As <see cref="IFunction{TA, TResult}"/>, with three arguments.</summary>
internal interface IFunction<TA, TB, TC, TResult>
{
    static abstract TResult Invoke(in TA a, in TB b, in TC c, FunctionScope scope);
}
