namespace BTreeDb.Execution.Kernels;

/// <summary>One of the six comparisons of two values that are not NULL.</summary>
internal interface IComparisonKernel<T>
{
    static abstract bool Invoke(in T left, in T right);
}
