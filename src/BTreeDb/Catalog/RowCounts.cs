using System.Collections.Concurrent;

namespace BTreeDb.Catalog;

/// <summary>The row counters of all tables. They live outside catalog snapshots, because they change with every commit.</summary>
internal sealed class RowCounts
{
    private readonly ConcurrentDictionary<ObjectId, RowCounter> _counters = new();
    private int _epoch;
    private int _savedEpoch;

    /// <summary>Changes whenever some table has grown or shrunk so much that plans should be made anew.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Whether some table has changed so much since the last saving that its count should be saved.</summary>
    public bool IsSaveDue => Volatile.Read(ref _epoch) != Volatile.Read(ref _savedEpoch);

    /// <summary>The memory for pages: it tells how much of a large table is likely to be at hand.</summary>
    public long PoolBytes { get; set; } = long.MaxValue;

    /// <summary>The counters that exist.</summary>
    public IEnumerable<KeyValuePair<ObjectId, RowCounter>> Counters => _counters;

    /// <summary>The counter of a table, made at zero when it is new.</summary>
    public RowCounter Get(ObjectId table) => _counters.GetOrAdd(table, _ => new RowCounter(this, 0));

    /// <summary>Sets the counter that was saved for a table.</summary>
    public void Load(ObjectId table, long rows) => _counters.TryAdd(table, new RowCounter(this, rows));

    /// <summary>Makes plans that rest on the old estimates out of date.</summary>
    public void StartNewEpoch() => Interlocked.Increment(ref _epoch);

    /// <summary>Counts are about to be saved.</summary>
    public void MarkSaving() => Volatile.Write(ref _savedEpoch, Epoch);

    /// <summary>Forgets a dropped table.</summary>
    public void Remove(ObjectId table) => _counters.TryRemove(table, out _);
}
