namespace BTreeDb.Planning;

/// <summary>What the planner may use; switched by tests and by the session.</summary>
internal sealed record PlannerSettings
{
    /// <summary>Everything allowed.</summary>
    public static PlannerSettings Default { get; } = new();

    /// <summary>Hash joins may be used; without, joins with equalities run as nested loops.</summary>
    public bool EnableHashJoin { get; init; } = true;

    /// <summary>Merge joins of inputs that come in order may be used.</summary>
    public bool EnableMergeJoin { get; init; } = true;

    /// <summary>Relations may be aggregated before they are joined.</summary>
    public bool EnableEagerAggregate { get; init; } = true;

    /// <summary>
    /// As many rows must a group have on average for that to be considered; 0 aggregates wherever it is possible, whatever it costs.
    /// </summary>
    public double EagerAggregateGroupSizeMin { get; init; } = 8;

    /// <summary>When equal parts of a statement are computed once.</summary>
    public SubplanSharingMode SubplanSharing { get; init; } = SubplanSharingMode.ByCost;

    /// <summary>The least size of a table that several threads read together: below, starting them costs more than they bring.</summary>
    public long ParallelScanBytesMin { get; init; } = 8 << 20;

    /// <summary>Bytes that an operator may hold before it spills.</summary>
    public long WorkMemoryBytes { get; init; } = 64L << 20;

    /// <summary>Indexes and primary keys may serve predicates and orders.</summary>
    public bool EnableIndexScan { get; init; } = true;

    /// <summary>Joins may look up the inner side for each outer row.</summary>
    public bool EnableNestedLoopIndex { get; init; } = true;

    /// <summary>Join orders are searched exhaustively up to this number of relations, greedily beyond.</summary>
    public int ExhaustiveJoinLimit { get; init; } = 9;
}
