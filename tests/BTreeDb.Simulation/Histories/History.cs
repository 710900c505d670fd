namespace BTreeDb.Simulation.Histories;

/// <summary>What all transactions of a run have done, and what was there in the end.</summary>
internal sealed class History
{
    public List<HistoryTransaction> Transactions { get; } = [];

    /// <summary>The elements of the lists that are there in the end.</summary>
    public Dictionary<int, int[]> FinalLists { get; } = [];
}
