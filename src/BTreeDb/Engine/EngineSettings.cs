using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BTreeDb.Engine;

/// <summary>
/// How a database is opened. The first connection's settings count for the engine that all connections to one file share;
/// those under "session" are the defaults of each session and may be changed there with SET.
/// </summary>
internal sealed record EngineSettings
{
    /// <summary>The settings that apply when nothing is said.</summary>
    public static EngineSettings Default { get; } = new();

    /// <summary>Page size in bytes of a database that is created now: a power of two from 4096 to 32768.</summary>
    public int PageSize { get; init; } = 8192;

    /// <summary>The bound of the buffer pool's memory.</summary>
    public long BufferPoolBytes { get; init; } = 128L << 20;

    /// <summary>What a commit waits for.</summary>
    public DurabilityMode Durability { get; init; } = DurabilityMode.Full;

    /// <summary>The size that the log is kept below; only a running transaction's own changes drive it beyond.</summary>
    public long MaxWalSize { get; init; } = 1L << 30;

    /// <summary>The size of the log at which writers fail rather than drive it beyond; zero for none but the disk's.</summary>
    public long WalSizeLimit { get; init; }

    /// <summary>
    /// After so much log a checkpoint is due, which bounds what a restart has to repeat. Never more than a quarter of
    /// <see cref="MaxWalSize"/>.
    /// </summary>
    public long CheckpointWalSize { get; init; } = 64L << 20;

    /// <summary>The folder where the log's segments are kept for restores to a point in time; null if they are not.</summary>
    public string? WalArchive { get; init; }

    /// <summary>
    /// The share of the way to the next checkpoint, 0 to 1, over which one spreads its writes. So a restart repeats no more
    /// log than <see cref="CheckpointWalSize"/> and this share of it again.
    /// </summary>
    public double CheckpointCompletionTarget { get; init; } = 0.9;

    /// <summary>The longest time between checkpoints while something is written.</summary>
    public TimeSpan CheckpointTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often tables that have changed are looked for to analyze them; zero for never.</summary>
    public TimeSpan AnalyzeInterval { get; init; }

    /// <summary>The memory for old versions and undo information before they go to temporary files.</summary>
    public long VersionMemoryBytes { get; init; } = 64L << 20;

    /// <summary>Nothing may be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The file must exist; else it is created.</summary>
    public bool MustExist { get; init; }

    /// <summary>Where messages go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Session: what one sort, hash table or materialisation may use before it spills.</summary>
    public long WorkMemoryBytes { get; init; } = 64L << 20;

    /// <summary>Session: statements running longer end with 57014; zero means no limit.</summary>
    public TimeSpan StatementTimeout { get; init; }

    /// <summary>Session: waits for locks longer than this end with 55P03; zero means no limit.</summary>
    public TimeSpan LockTimeout { get; init; }

    /// <summary>Session, for tests: sorts, hash tables and materialisations spill after the first batch.</summary>
    public bool ForceSpill { get; init; }

    /// <summary>Session, planner: hash joins may be used.</summary>
    public bool EnableHashJoin { get; init; } = true;

    /// <summary>Session, planner: merge joins may be used.</summary>
    public bool EnableMergeJoin { get; init; } = true;

    /// <summary>Session, planner: index scans may be used.</summary>
    public bool EnableIndexScan { get; init; } = true;

    /// <summary>Session, planner: index nested loop joins may be used.</summary>
    public bool EnableNestedLoopIndex { get; init; } = true;
}
