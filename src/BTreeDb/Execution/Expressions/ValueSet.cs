using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>A set of constants for IN: open addressing over the hash that grouping uses.</summary>
internal sealed class ValueSet<T, TOrder>
    where T : struct
    where TOrder : struct, IValueOrder<T>
{
    private readonly T[] _values;
    private readonly bool[] _used;
    private readonly int _mask;

    /// <summary>Makes a set with room for a number of values.</summary>
    public ValueSet(int count)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1) * 2);
        _values = new T[size];
        _used = new bool[size];
        _mask = size - 1;
    }

    public void Add(in T value)
    {
        var slot = Find(value);
        _used[slot] = true;
        _values[slot] = value;
    }

    public bool Contains(in T value) => _used[Find(value)];

    /// <summary>The slot that holds a value, or the free one where it would go.</summary>
    private int Find(in T value)
    {
        var slot = (int)VectorHash.Of(value) & _mask;
        while (_used[slot] && !TOrder.AreEqual(_values[slot], value))
            slot = (slot + 1) & _mask;
        return slot;
    }
}
