namespace BTreeDb.Execution.Kernels;

/// <summary>An operation on one value that is not NULL; a struct, so that the JIT makes a loop of its own for it.</summary>
internal interface IUnaryKernel<T, TResult>
{
    /// <summary>
    /// Whether it may raise an error. Then it is spared the unspecified values of NULL rows; else it may be fed with them.
    /// </summary>
    static abstract bool CanFail { get; }

    static abstract TResult Invoke(T value);
}
