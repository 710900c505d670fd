using BTreeDb.Engine.Plans;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Planning.Explain;

namespace BTreeDb.Engine;

/// <summary>EXPLAIN.</summary>
internal static class ExplainCommand
{
    /// <summary>The lines of a plan's text.</summary>
    public static IEnumerable<string> Run(ExplainStatement statement, CachedPlan plan)
    {
        foreach (var option in statement.Options)
            throw SessionErrors.NotSupported($"EXPLAIN ({option.Name.ToUpperInvariant()})", option.Position);
        return PlanText.Format(plan.Plan);
    }
}
