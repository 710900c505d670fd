using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BTreeDb.Diagnostics;
using BTreeDb.Recovery;

namespace BTreeDb.Engine;

/// <summary>
/// What open databases tell through the meter, and through <c>btreedb_metrics</c>, when somebody asks: sizes and counts of
/// log, checkpoints, pool, version store and transactions. Costs nothing between the questions.
/// </summary>
internal static class EngineGauges
{
    private static readonly ConcurrentDictionary<DatabaseEngine, string> Engines = new();

    private static readonly EngineGauge[] List =
    [
        new("btreedb.log.size", "By", "Size of the log's file.", static s => s.Log.FileBytes),
        new("btreedb.log.since_checkpoint", "By", "Log written since the last checkpoint began.",
            static s => s.Log.BytesSinceCheckpoint),
        new("btreedb.log.limit", "By", "Size that the log is kept below.", static s => s.Log.MaxBytes),
        new("btreedb.log.hard_limit", "By", "Size at which writers fail; 0 for none.", static s => s.Log.LimitBytes),
        new("btreedb.log.needed", "By", "Log that a restart or a rollback may need.", static s => s.Log.NeededBytes),
        new("btreedb.log.end", "By", "Position of the log's end.", static s => (long)s.Log.End.Value),
        new("btreedb.log.durable_end", "By", "Position up to which the log is durable.",
            static s => (long)Math.Min(s.Log.DurableEnd.Value, s.Log.End.Value)),
        new("btreedb.log.redo", "By", "Position of the last checkpoint that has begun.",
            static s => (long)s.Log.RedoPosition.Value),
        new("btreedb.checkpoint.count", "{checkpoint}", "Checkpoints completed since opening.",
            static s => s.Checkpointer.Count),
        new("btreedb.checkpoint.automatic", "{checkpoint}", "Those of them that came by themselves.",
            static s => s.Checkpointer.History.Automatic),
        new("btreedb.checkpoint.interval", "By", "Log after which a checkpoint is due.", static s => s.Log.CheckpointBytes),
        new("btreedb.checkpoint.pages", "{page}", "Pages that checkpoints have written since opening.",
            static s => s.Checkpointer.History.Pages),
        new("btreedb.checkpoint.write_time", "ms", "Time in which they did, pauses included.",
            static s => (long)s.Checkpointer.History.WriteTime.TotalMilliseconds),
        new("btreedb.checkpoint.sync_time", "ms", "Time of their syncs.",
            static s => (long)s.Checkpointer.History.SyncTime.TotalMilliseconds),
        new("btreedb.recovery.bound", "By", "Log that a restart would repeat now.", static s => s.Checkpointer.RestartBytes),
        new("btreedb.recovery.log", "By", "Log that the last restart has repeated.", static s => s.Restart?.LogBytes ?? 0),
        new("btreedb.recovery.records", "{record}", "Records of it.", static s => s.Restart?.Records ?? 0),
        new("btreedb.recovery.rolled_back", "{transaction}", "Transactions that it rolled back.",
            static s => s.Restart?.RolledBack ?? 0),
        new("btreedb.recovery.redo_time", "ms", "Time in which it repeated.",
            static s => (long)(s.Restart?.RedoTime.TotalMilliseconds ?? 0)),
        new("btreedb.recovery.undo_time", "ms", "Time in which it rolled back.",
            static s => (long)(s.Restart?.UndoTime.TotalMilliseconds ?? 0)),
        new("btreedb.recovery.checkpoint_time", "ms", "Time of the checkpoint that ended it.",
            static s => (long)(s.Restart?.CheckpointTime.TotalMilliseconds ?? 0)),
        new("btreedb.file.size", "By", "Size of the database file.", static s => (long)s.File.PageCount * s.File.PageSize),
        new("btreedb.versions.size", "By", "Memory of old row versions.", static s => s.Transactions.VersionBytes),
        new("btreedb.versions.limit", "By", "Memory beyond which they go to temporary files.",
            static s => s.Transactions.Versions.BudgetBytes),
        new("btreedb.versions.count", "{version}", "Old row versions in memory.", static s => s.Transactions.Versions.Count),
        new("btreedb.versions.spilled", "By", "Temporary files of old row versions.",
            static s => s.Transactions.Versions.SpilledBytes),
        new("btreedb.transactions.snapshots", "{snapshot}", "Snapshots in use.",
            static s => s.Transactions.Snapshots.Count),
        new("btreedb.transactions.snapshot_lag", "{transaction}", "Commits that the oldest snapshot does not see.",
            static s => (long)s.Transactions.SnapshotLag),
        new("btreedb.transactions.next_id", "{transaction}", "The id that the next transaction that writes will get.",
            static s => (long)s.Transactions.NextId.Value),
        new("btreedb.transactions.serialization_failures", "{transaction}",
            "Serializable transactions that had to give way since opening.", static s => s.Transactions.Serialization.Failures),
        new("btreedb.pool.size", "By", "Memory of cached pages.", static s => (long)s.Pool.FrameCount * s.Pool.PageSize),
        new("btreedb.pool.pages", "{page}", "Pages that fit into it.", static s => s.Pool.FrameCount),
        new("btreedb.pool.dirty", "{page}", "Cached pages that differ from the file.", static s => s.Pool.CountDirtyPages()),
        new("btreedb.pool.reads", "{page}", "Pages read since opening.", static s => s.Pool.Reads),
        new("btreedb.pool.reads_ahead", "{page}", "Those of them that were read ahead of a scan.", static s => s.Pool.AheadReads),
        new("btreedb.pool.writes", "{page}", "Pages written since opening.", static s => s.Pool.Writes),
        new("btreedb.pool.writes_ahead", "{page}", "Those of them that were written before their memory was needed.",
            static s => s.Pool.Cleaned),
        new("btreedb.pool.evictions", "{page}", "Pages that made room for others since opening.", static s => s.Pool.Evictions),
    ];

    static EngineGauges()
    {
        foreach (var gauge in List)
            Telemetry.Observe(gauge.Name, gauge.Unit, gauge.Description, () => Measure(gauge.Read));
    }

    /// <summary>All of them.</summary>
    public static ReadOnlySpan<EngineGauge> All => List;

    /// <summary>Lets a database be asked.</summary>
    public static void Add(DatabaseEngine engine) => Engines.TryAdd(engine, engine.Name);

    /// <summary>A database is about to close.</summary>
    public static void Remove(DatabaseEngine engine) => Engines.TryRemove(engine, out _);

    private static List<Measurement<long>> Measure(Func<StorageEngine, long> read)
    {
        var measurements = new List<Measurement<long>>();
        foreach (var (engine, name) in Engines)
            measurements.Add(new(read(engine.Storage), Telemetry.NamespaceOf(name)));
        return measurements;
    }
}
