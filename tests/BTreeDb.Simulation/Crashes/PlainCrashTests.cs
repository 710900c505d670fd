namespace BTreeDb.Simulation.Crashes;

/// <summary>Crashes under trees and recovery alone. The campaign with transactions is <c>TransactionCrashTests</c>.</summary>
public sealed class PlainCrashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Recovery_repeats_and_rolls_back_whatever_was_written(int seed)
    {
        var campaign = new CrashCampaign(PlainRowStore.Open, seed, transactions: 60, bigPayloadBytes: 700);
        campaign.Run(first: seed, step: 3);
        campaign.Points.ShouldBeGreaterThan(50);
        campaign.LaterCrashes.ShouldBeGreaterThan(100);
    }
}
