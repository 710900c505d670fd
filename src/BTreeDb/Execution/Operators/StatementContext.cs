using BTreeDb.Execution.Constraints;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Spilling;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// What operators need besides their plan: one per execution of a statement, filled by the engine and reused for the next
/// one.
/// </summary>
internal sealed class StatementContext
{
    /// <summary>Parameters, session settings and outer values.</summary>
    public EvaluationContext Evaluation { get; init; } = new();

    /// <summary>The tables as the statement's transaction sees them; null only for statements without tables.</summary>
    public TableAccess? Tables { get; set; }

    /// <summary>What constraints have to look at when the statement is done.</summary>
    public ConstraintEvents Constraints { get; init; } = new();

    /// <summary>Computes system relations; null where there is no session.</summary>
    public ISystemRowSource? SystemRows { get; set; }

    /// <summary>What one sort, hash table or materialisation may hold in memory before it spills.</summary>
    public long WorkMemoryBytes { get; set; } = 64L << 20;

    /// <summary>For tests: whatever can spill does so after the first batch.</summary>
    public bool ForceSpill { get; set; }

    /// <summary>Threads that may help with a large scan; 0 for none.</summary>
    public int ParallelWorkers { get; set; }

    /// <summary>Of a worker's context: the part of a table that it shall read; null where readers take parts as they come.</summary>
    public ScanMorsels? Part { get; set; }

    /// <summary>Makes temporary files.</summary>
    public ISpillStorage SpillStorage { get; set; } = MemorySpillStorage.Instance;

    /// <summary>Rows inserted, updated or deleted so far.</summary>
    public long RowsAffected { get; set; }

    /// <summary>A context for a thread that helps with this execution.</summary>
    public StatementContext ForWorker() => new()
    {
        Evaluation = Evaluation.ForWorker(),
        Tables = Tables,
        WorkMemoryBytes = WorkMemoryBytes,
        ForceSpill = ForceSpill,
        SpillStorage = SpillStorage,
    };

    /// <summary>Whether something that holds this many bytes must spill.</summary>
    public bool MustSpill(long bytes) => ForceSpill || bytes > WorkMemoryBytes;

    /// <summary>Ends the statement with 57014 when somebody asked for that. Called once per batch.</summary>
    public void CheckCancellation()
    {
        if (Evaluation.Cancellation.IsCancellationRequested)
            OperatorErrors.ThrowCanceled();
    }
}
