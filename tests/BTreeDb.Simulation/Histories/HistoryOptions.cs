namespace BTreeDb.Simulation.Histories;

/// <summary>How a history is made.</summary>
internal sealed record HistoryOptions
{
    /// <summary>The isolation level in SQL.</summary>
    public required string Level { get; init; }

    public required int Seed { get; init; }

    public int Sessions { get; init; } = 8;

    /// <summary>How many transactions are begun.</summary>
    public int Transactions { get; init; } = 400;

    /// <summary>Whether real threads run the sessions, and not the scheduler that makes a run repeatable.</summary>
    public bool IsThreaded { get; init; }

    /// <summary>Whether conflicts of serializable transactions are looked for.</summary>
    public bool DetectsConflicts { get; init; } = true;

    /// <summary>The setting max_pred_locks_per_relation: few locks become coarse soon.</summary>
    public int PredicateLocksMax { get; init; } = 1024;
}
