namespace BTreeDb.Planning.Explain;

/// <summary>What EXPLAIN ANALYZE measured of one node of a plan.</summary>
internal sealed class PlanMeasurement
{
    /// <summary>How often the node was opened.</summary>
    public long Loops { get; set; }

    /// <summary>The rows that it yielded, of all loops.</summary>
    public long Rows { get; set; }

    /// <summary>The time until the first rows came, of all loops.</summary>
    public TimeSpan Startup { get; set; }

    /// <summary>The time spent in it and below it, of all loops.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Becomes equal to another.</summary>
    public void TakeFrom(PlanMeasurement other) =>
        (Loops, Rows, Startup, Elapsed) = (other.Loops, other.Rows, other.Startup, other.Elapsed);
}
