using System.Runtime.CompilerServices;

namespace BTreeDb.Execution.Expressions;

/// <summary>An array of one value per group that grows with the number of groups; new groups begin with the default.</summary>
internal sealed class GroupArray<T>
    where T : struct
{
    private T[] _values = [];
    private int _count;

    /// <summary>Bytes of the groups that exist; memory kept from an earlier use is not counted.</summary>
    public long MemoryBytes => (long)_count * Unsafe.SizeOf<T>();

    public ref T this[int group] => ref _values[group];

    public Span<T> Values => _values;

    public void Ensure(int groupCount)
    {
        _count = Math.Max(_count, groupCount);
        if (groupCount > _values.Length)
            Array.Resize(ref _values, Math.Max(groupCount, Math.Max(4, _values.Length * 2)));
    }

    public void Clear()
    {
        Array.Clear(_values, 0, _count);
        _count = 0;
    }
}
