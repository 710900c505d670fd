using System.Collections.Immutable;
using System.Data;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Settings;

/// <summary>
/// The settings of a session that SET changes and SHOW shows. Immutable, so that a rollback restores them by putting the
/// old object back, and a cached plan remembers under which it was made.
/// </summary>
internal sealed record SessionSettings
{
    /// <summary>What one sort, hash table or materialisation may use before it spills.</summary>
    public long WorkMemoryBytes { get; init; } = 64L << 20;

    /// <summary>Threads that may help the session's own with a large scan; no more than there are other processors.</summary>
    public int ParallelWorkers { get; init; } = Math.Max(2, Environment.ProcessorCount - 1);

    /// <summary>Statements running longer end with 57014; zero means no limit.</summary>
    public TimeSpan StatementTimeout { get; init; }

    /// <summary>Waits for locks longer than this end with 55P03; zero means no limit.</summary>
    public TimeSpan LockTimeout { get; init; }

    /// <summary>Blocks whose user says nothing for longer are rolled back (25P03); zero means no limit.</summary>
    public TimeSpan IdleInTransactionTimeout { get; init; }

    /// <summary>The session's time zone.</summary>
    public SessionTimeZone TimeZone { get; init; } = SessionTimeZone.Utc;

    /// <summary>The isolation of transactions that do not say.</summary>
    public IsolationLevel DefaultIsolation { get; init; } = IsolationLevel.Snapshot;

    /// <summary>Whether transactions that do not say may only read.</summary>
    public bool DefaultReadOnly { get; init; }

    /// <summary>The schemas in which names are looked up.</summary>
    public SearchPathSetting SearchPath { get; init; } = SearchPathSetting.Default;

    /// <summary>Whether transactions that do not say wait for a safe snapshot when they are serializable and only read.</summary>
    public bool DefaultDeferrable { get; init; }

    /// <summary>How many rows and ranges of one table or index a serializable transaction remembers before they merge.</summary>
    public int PredicateLocksMax { get; init; } = Transactions.Transaction.DefaultPredicateLocksMax;

    /// <summary>What the application calls itself.</summary>
    public string ApplicationName { get; init; } = "";

    /// <summary>Messages below this severity are not told.</summary>
    public string ClientMinMessages { get; init; } = "notice";

    /// <summary>Settings that are only kept: the user's own (<c>name.name</c>) and those that change no answer.</summary>
    public ImmutableDictionary<string, string> Others { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The bytes that a backup copies in a second; zero for no limit.</summary>
    public long BackupBytesPerSecond { get; init; }

    /// <summary>For tests: sorts, hash tables and materialisations spill after the first batch.</summary>
    public bool ForceSpill { get; init; }

    /// <summary>Hash joins may be planned.</summary>
    public bool EnableHashJoin { get; init; } = true;

    /// <summary>Relations may be aggregated before they are joined.</summary>
    public bool EnableEagerAggregate { get; init; } = true;

    /// <summary>The rows that a group must have on average for that; 0 does it wherever it is possible.</summary>
    public double EagerAggregateGroupSizeMin { get; init; } = PlannerSettings.Default.EagerAggregateGroupSizeMin;

    /// <summary>When equal parts of a statement are computed once.</summary>
    public SubplanSharingMode SubplanSharing { get; init; } = SubplanSharingMode.ByCost;

    /// <summary>The least size of a table that several threads read together.</summary>
    public long ParallelScanBytesMin { get; init; } = PlannerSettings.Default.ParallelScanBytesMin;

    /// <summary>Merge joins may be planned.</summary>
    public bool EnableMergeJoin { get; init; } = true;

    /// <summary>Index scans may be planned.</summary>
    public bool EnableIndexScan { get; init; } = true;

    /// <summary>Index nested loop joins may be planned.</summary>
    public bool EnableNestedLoopIndex { get; init; } = true;

    /// <summary>What the database was opened with; SHOW shows it, the connection string sets it.</summary>
    public EngineSettings Engine { get; init; } = EngineSettings.Default;

    /// <summary>The settings that a session starts with.</summary>
    public static SessionSettings From(EngineSettings settings) => new()
    {
        WorkMemoryBytes = settings.WorkMemoryBytes,
        StatementTimeout = settings.StatementTimeout,
        LockTimeout = settings.LockTimeout,
        ForceSpill = settings.ForceSpill,
        EnableHashJoin = settings.EnableHashJoin,
        EnableMergeJoin = settings.EnableMergeJoin,
        EnableIndexScan = settings.EnableIndexScan,
        EnableNestedLoopIndex = settings.EnableNestedLoopIndex,
        DefaultReadOnly = settings.ReadOnly,
        Engine = settings,
    };
}
