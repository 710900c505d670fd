using BTreeDb.Diagnostics;

namespace BTreeDb.Parsing;

/// <summary>
/// Bounds how deep a syntax tree can become, whatever thread it is built on. Later stages walk the tree recursively;
/// with <see cref="DepthMax"/> levels they fit the smallest stack that .NET gives a thread.
/// </summary>
internal static class NestingLimit
{
    /// <summary>The depth at which a statement is refused. Chains of AND and OR, and lists, are one level.</summary>
    public const int DepthMax = 1000;

    [ThreadStatic]
    private static int _depth;

    /// <summary>Begins a statement; an error may have left the counter anywhere.</summary>
    public static void Reset() => _depth = 0;

    /// <summary>Goes down by some levels; each call is paired with <see cref="Leave"/> unless an error ends the statement.</summary>
    public static void Enter(int levels)
    {
        if ((_depth += levels) > DepthMax)
            throw StackDepth.Exceeded();
        StackDepth.Ensure();
    }

    /// <summary>Comes back up.</summary>
    public static void Leave(int levels) => _depth -= levels;
}
