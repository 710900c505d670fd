using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>The threads that help with a statement: which scans they divide.</summary>
/// <param name="count">How many there are beside the session's own.</param>
/// <param name="scans">The scans.</param>
internal sealed class PlanWorkers(int count, IReadOnlySet<TableScanPlan> scans)
{
    /// <summary>Nobody helps.</summary>
    public static PlanWorkers None { get; } = new(0, new HashSet<TableScanPlan>());

    /// <summary>How many threads help.</summary>
    public int Count => count;

    /// <summary>The workers of a statement.</summary>
    public static PlanWorkers Of(StatementPlan plan, int count) =>
        count == 0 ? None : new PlanWorkers(count, ParallelPipeline.DividedScansOf(plan));

    /// <summary>Whether they read parts of what a node reads.</summary>
    public bool Read(PhysicalPlan plan) => plan is TableScanPlan scan && scans.Contains(scan);
}
