namespace BTreeDb.Simulation.Histories;

/// <summary>What a transaction has done.</summary>
internal sealed class HistoryTransaction(int number)
{
    /// <summary>Its number in the history.</summary>
    public int Number { get; } = number;

    public List<HistoryRead> Reads { get; } = [];

    public List<HistoryWrite> Writes { get; } = [];

    /// <summary>How many operations it has done.</summary>
    public int Operations { get; set; }

    public bool IsCommitted { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"T{Number}";
}
