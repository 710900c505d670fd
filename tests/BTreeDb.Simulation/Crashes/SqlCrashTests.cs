namespace BTreeDb.Simulation.Crashes;

/// <summary>Crashes under SQL: definitions, rows and index entries of one transaction come and go together.</summary>
public sealed class SqlCrashTests
{
    private const int BigPayloadBytes = 12_000;

    [Theory]
    [MemberData(nameof(ExtraSeeds.From), 2, MemberType = typeof(ExtraSeeds))]
    public void Crash_loses_nothing_acknowledged_and_leaves_nothing_in_part(int seed)
    {
        var campaign = new CrashCampaign(SqlRowStore.Open, seed, transactions: 150, BigPayloadBytes);
        campaign.Run(first: 1 + (seed % 5), step: 5);
        campaign.Points.ShouldBeGreaterThan(50);
    }
}
