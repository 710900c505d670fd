using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BTreeDb.Diagnostics;
using BTreeDb.Recovery;

namespace BTreeDb.Engine;

/// <summary>
/// What open databases tell through the meter when somebody asks: sizes and counts of log, pool and version store. Costs
/// nothing between the questions.
/// </summary>
internal static class EngineGauges
{
    private static readonly ConcurrentDictionary<DatabaseEngine, string> Engines = new();

    static EngineGauges()
    {
        Observe("btreedb.log.size", "By", "Size of the log's file.", static s => s.Log.FileBytes);
        Observe("btreedb.log.since_checkpoint", "By", "Log written since the last checkpoint began.",
            static s => s.Log.BytesSinceCheckpoint);
        Observe("btreedb.log.limit", "By", "Size that the log is kept below.", static s => s.Log.MaxBytes);
        Observe("btreedb.log.needed", "By", "Log that a restart or a rollback may need.", static s => s.Log.NeededBytes);
        Observe("btreedb.checkpoint.count", "{checkpoint}", "Checkpoints completed since opening.",
            static s => s.Checkpointer.Count);
        Observe("btreedb.file.size", "By", "Size of the database file.",
            static s => (long)s.File.PageCount * s.File.PageSize);
        Observe("btreedb.versions.size", "By", "Memory of old row versions.", static s => s.Transactions.VersionBytes);
        Observe("btreedb.versions.spilled", "By", "Temporary files of old row versions.",
            static s => s.Transactions.Versions.SpilledBytes);
        Observe("btreedb.pool.size", "By", "Memory of cached pages.", static s => (long)s.Pool.FrameCount * s.Pool.PageSize);
        Observe("btreedb.pool.reads", "{page}", "Pages read since opening.", static s => s.Pool.Reads);
        Observe("btreedb.pool.writes", "{page}", "Pages written since opening.", static s => s.Pool.Writes);
        Observe("btreedb.pool.evictions", "{page}", "Pages that made room for others since opening.",
            static s => s.Pool.Evictions);
    }

    /// <summary>Lets a database be asked.</summary>
    public static void Add(DatabaseEngine engine) => Engines.TryAdd(engine, engine.Name);

    /// <summary>A database is about to close.</summary>
    public static void Remove(DatabaseEngine engine) => Engines.TryRemove(engine, out _);

    private static void Observe(string name, string unit, string description, Func<StorageEngine, long> read) =>
        Telemetry.Observe(name, unit, description, () => Measure(read));

    private static List<Measurement<long>> Measure(Func<StorageEngine, long> read)
    {
        var measurements = new List<Measurement<long>>();
        foreach (var (engine, name) in Engines)
            measurements.Add(new(read(engine.Storage), Telemetry.NamespaceOf(name)));
        return measurements;
    }
}
