using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BTreeDb.Primitives;

/// <summary>
/// Checks of what must hold if the code is right. They cite the invariant of a folder's README ("B3") and are on in
/// debug builds and in every test (AppContext switch <c>BTreeDb.Invariants</c>); elsewhere the JIT removes them.
/// Bytes that come from a disk or a user are never asserted: they are checked, always, and raise typed errors.
/// </summary>
internal static class Invariant
{
    /// <summary>Whether the checks run. Costly checks ask this first.</summary>
    public static readonly bool Enabled =
#if DEBUG
        true;
#else
        AppContext.TryGetSwitch("BTreeDb.Invariants", out var enabled) && enabled;
#endif

    /// <summary>Fails the process's current operation when <paramref name="condition"/> does not hold.</summary>
    /// <exception cref="InvariantViolationException">The condition is false and checks are enabled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        string invariant,
        [CallerArgumentExpression(nameof(condition))] string? text = null)
    {
        if (Enabled && !condition)
            Fail(invariant, text);
#pragma warning disable CS8763 // With checks off the caller has promised the condition; flow analysis may rely on it.
    }
#pragma warning restore CS8763

    [DoesNotReturn]
    private static void Fail(string invariant, string? text) => throw new InvariantViolationException(invariant, text);
}
