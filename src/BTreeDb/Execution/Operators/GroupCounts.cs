namespace BTreeDb.Execution.Operators;

/// <summary>A counter for each number of a key table.</summary>
internal sealed class GroupCounts
{
    private long[] _counts = [];

    /// <summary>The count of a number that exists.</summary>
    public long this[int number] => _counts[number];

    /// <summary>Makes counters up to a number exist.</summary>
    public void Ensure(int count)
    {
        if (_counts.Length < count)
            Array.Resize(ref _counts, Math.Max(count, _counts.Length * 2));
    }

    /// <summary>Counts one more.</summary>
    public void Increment(int number) => _counts[number]++;

    /// <summary>Sets all counters to zero.</summary>
    public void Clear() => Array.Clear(_counts);
}
