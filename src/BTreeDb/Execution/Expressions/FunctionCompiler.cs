using BTreeDb.Binding;
using BTreeDb.Execution.Kernels;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Chooses the node for a call: by function, then by the physical type of the arguments. The tables are spread over the
/// partners of this class by kind; each answers null for what is not its own.
/// </summary>
internal static class FunctionCompiler
{
    /// <summary>The node for a call, or 0A000 when there is no kernel for these types.</summary>
    public static VectorExpression Compile(FunctionId function, VectorExpression[] arguments, SqlType type, int capacity)
    {
        var call = new CallSite(function, arguments, type, capacity);
        return DateRowFunctions.TryCompile(call)
            ?? ArithmeticFunctions.TryCompile(call)
            ?? ComparisonFunctions.TryCompile(call)
            ?? MathFunctions.TryCompile(call)
            ?? TextFunctions.TryCompile(call)
            ?? DateFunctions.TryCompile(call)
            ?? ArrayFunctions.TryCompile(call)
            ?? TextRowFunctions.TryCompile(call)
            ?? MathRowFunctions.TryCompile(call)
            ?? JsonFunctions.TryCompile(call)
            ?? SessionFunctions.TryCompile(call)
            ?? throw FunctionErrors.NoKernel(function, call.TypeList());
    }
}
