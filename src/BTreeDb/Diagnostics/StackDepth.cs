using System.Runtime.CompilerServices;

namespace BTreeDb.Diagnostics;

/// <summary>
/// Guards recursion over trees that a user's text has built. Every recursive method over syntax, bound or plan trees
/// calls <see cref="Ensure"/>, so that a deep statement is refused and never ends the host process.
/// </summary>
internal static class StackDepth
{
    /// <summary>Fails with 54001 when the thread's stack is nearly used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ensure()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Exceeded();
    }

    /// <summary>The error of a statement that is nested too deeply.</summary>
    public static EngineException Exceeded() => new(SqlState.StatementTooComplex, "stack depth limit exceeded")
    {
        Hint = "The statement is nested too deeply; break it up or write it flatter.",
    };
}
