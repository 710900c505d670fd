namespace BTreeDb.Data;

/// <summary>What <see cref="BTreeDbRecovery.Recover"/> saved, and what it could not.</summary>
public sealed class BTreeDbRecoveryReport
{
    internal BTreeDbRecoveryReport(IReadOnlyList<BTreeDbRecoveredTable> tables, IReadOnlyList<string> losses)
    {
        Tables = tables;
        Losses = losses;
    }

    /// <summary>The tables of the new database.</summary>
    public IReadOnlyList<BTreeDbRecoveredTable> Tables { get; }

    /// <summary>What is lost or doubtful, in words; empty when everything was saved.</summary>
    public IReadOnlyList<string> Losses { get; }
}
