namespace BTreeDb.Engine;

/// <summary>
/// The fate of a transaction block, for what was made in it and may outlive it or not: a cursor asks whether the place of
/// its making still stands.
/// </summary>
internal sealed class TransactionBlock
{
    private readonly List<(int From, int To)> _takenBack = [];
    private int _next;

    /// <summary>What was made by a statement of its own.</summary>
    public static TransactionBlock Outside { get; } = new() { IsOver = true, IsCommitted = true };

    /// <summary>Whether the block has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it ended with a commit.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>A place in the block for something that is being made, or for a savepoint.</summary>
    public int NextPlace() => _next++;

    /// <summary>Everything made from a place on was taken back.</summary>
    public void TakeBack(int from) => _takenBack.Add((from, _next));

    /// <summary>The block ends.</summary>
    public void End(bool isCommitted) => (IsOver, IsCommitted) = (true, isCommitted);

    /// <summary>Whether what was made at a place still stands.</summary>
    public bool Stands(int place)
    {
        foreach (var (from, to) in _takenBack)
        {
            if (place >= from && place < to)
                return false;
        }

        return !IsOver || IsCommitted;
    }
}
