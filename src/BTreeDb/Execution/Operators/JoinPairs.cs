using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Pairs of a probe row (by place in its batch) and a build row (by number); at most a batch of them.
/// </summary>
internal sealed class JoinPairs
{
    /// <summary>The probe rows.</summary>
    public int[] Left { get; } = new int[Batch.DefaultCapacity];

    /// <summary>The build rows; -1 for NULLs in place of a missing one.</summary>
    public int[] Right { get; } = new int[Batch.DefaultCapacity];

    public int Count { get; set; }

    /// <summary>How many there can be.</summary>
    public int Capacity => Left.Length;

    public bool IsFull => Count == Left.Length;

    public void Add(int left, int right)
    {
        Invariant.Holds(!IsFull, "X1");
        Left[Count] = left;
        Right[Count++] = right;
    }

    /// <summary>Keeps the pairs at these places, which ascend.</summary>
    public void Keep(ReadOnlySpan<int> places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            Left[i] = Left[places[i]];
            Right[i] = Right[places[i]];
        }
        Count = places.Length;
    }
}
