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

    [Theory]
    [InlineData(3, (int)SimulatedFault.IoError)]
    [InlineData(4, (int)SimulatedFault.DiskFull)]
    public void Failing_operation_costs_nothing_that_was_acknowledged(int seed, int fault)
    {
        var campaign = new CrashCampaign(PlainRowStore.Open, seed, transactions: 60, bigPayloadBytes: 700);
        var operations = campaign.CountOperations();
        for (long point = 1; point <= operations; point += 3)
            campaign.TryError(point, (SimulatedFault)fault);
        campaign.Points.ShouldBeGreaterThan(50);
    }
}
