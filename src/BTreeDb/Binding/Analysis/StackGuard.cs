using System.Runtime.CompilerServices;
using BTreeDb.Binding.Errors;

namespace BTreeDb.Binding.Analysis;

/// <summary>Turns a recursion that runs out of stack into an error of the statement.</summary>
internal static class StackGuard
{
    /// <summary>Raises 54001 when little stack is left. Called by every recursive step over a tree.</summary>
    public static void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw QueryErrors.TooDeep();
    }
}
