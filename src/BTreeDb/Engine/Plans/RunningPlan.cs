using BTreeDb.Execution.Operators;

namespace BTreeDb.Engine.Plans;

/// <summary>A plan with the operators that one session runs it by.</summary>
internal sealed class RunningPlan(CachedPlan plan, Operator root) : IDisposable
{
    /// <summary>The plan.</summary>
    public CachedPlan Plan { get; } = plan;

    /// <summary>The topmost operator.</summary>
    public Operator Root { get; } = root;

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();
}
