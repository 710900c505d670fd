namespace BTreeDb.Transactions;

/// <summary>
/// The snapshots that were in use at a moment. Whatever is taken later is not older than <see cref="Latest"/>.
/// </summary>
/// <param name="sequences">Their places in the order of commits, in any order.</param>
/// <param name="latest">The newest commit, read before them.</param>
internal sealed class LiveSnapshots(List<ulong> sequences, ulong latest)
{
    /// <summary>No snapshot to come is older.</summary>
    public ulong Latest => latest;

    /// <summary>Whether a snapshot in use is not older than one commit and older than another.</summary>
    public bool AnyIn(ulong from, ulong below)
    {
        foreach (var sequence in sequences)
        {
            if (sequence >= from && sequence < below)
                return true;
        }

        return false;
    }

    /// <summary>How many different ways there are to look at what was committed before a place.</summary>
    public int CountBelow(ulong below)
    {
        var distinct = new HashSet<ulong>();
        foreach (var sequence in sequences)
        {
            if (sequence < below)
                distinct.Add(sequence);
        }

        return distinct.Count;
    }
}
