using System.Collections.Concurrent;

namespace BTreeDb.Catalog;

/// <summary>The row counters of all tables. They live outside catalog snapshots, because they change with every commit.</summary>
internal sealed class RowCounts
{
    private readonly ConcurrentDictionary<ObjectId, RowCounter> _counters = new();

    /// <summary>The counters that exist.</summary>
    public IEnumerable<KeyValuePair<ObjectId, RowCounter>> Counters => _counters;

    /// <summary>The counter of a table, made at zero when it is new.</summary>
    public RowCounter Get(ObjectId table) => _counters.GetOrAdd(table, static _ => new RowCounter(0));

    /// <summary>Sets the counter that was saved for a table.</summary>
    public void Load(ObjectId table, long rows) => _counters.TryAdd(table, new RowCounter(rows));

    /// <summary>Forgets a dropped table.</summary>
    public void Remove(ObjectId table) => _counters.TryRemove(table, out _);
}
