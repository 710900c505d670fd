using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.Engine.Caching;

/// <summary>
/// A bounded map that forgets what was not asked for longest. Each entry has a weight; the bound is on their sum. For one
/// thread at a time.
/// </summary>
internal sealed class LruCache<TKey, TValue>(long weightMax, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = new(comparer);
    private readonly LinkedList<Entry> _byUse = new();
    private long _weight;

    public int Count => _entries.Count;

    /// <summary>Finds a value and counts that as a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        if (node.Previous is not null)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        value = node.Value.Value;
        return true;
    }

    /// <summary>Adds or replaces a value; one heavier than the whole cache is not kept.</summary>
    public void Set(TKey key, TValue value, long weight)
    {
        Remove(key);
        if (weight > weightMax)
            return;
        _entries.Add(key, _byUse.AddFirst(new Entry(key, value, weight)));
        _weight += weight;
        while (_weight > weightMax)
            Remove(_byUse.Last!.Value.Key);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _entries.Clear();
        _byUse.Clear();
        _weight = 0;
    }

    private void Remove(TKey key)
    {
        if (!_entries.Remove(key, out var node))
            return;
        _byUse.Remove(node);
        _weight -= node.Value.Weight;
    }

    private readonly record struct Entry(TKey Key, TValue Value, long Weight);
}
