namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// The acceptance test of storage: a crash after every single write and sync of a run.
/// </summary>
public sealed class TransactionCrashTests
{
    private const int BigPayloadBytes = 12_000;

    [Theory]
    [MemberData(nameof(ExtraSeeds.From), 1, MemberType = typeof(ExtraSeeds))]
    public void Crash_at_any_operation_loses_nothing_acknowledged_and_leaves_nothing_in_part(int seed)
    {
        var campaign = new CrashCampaign(TransactionRowStore.Open, seed, transactions: 260, BigPayloadBytes);
        campaign.CountOperations().ShouldBeGreaterThan(500);
        campaign.Run(first: 1, step: 1);
        campaign.Points.ShouldBeGreaterThan(500);
        campaign.LaterCrashes.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData(11, (int)SimulatedFault.IoError)]
    [InlineData(12, (int)SimulatedFault.DiskFull)]
    public void Failing_operation_costs_nothing_that_was_acknowledged(int seed, int fault)
    {
        var campaign = new CrashCampaign(TransactionRowStore.Open, seed, transactions: 80, BigPayloadBytes);
        var operations = campaign.CountOperations();
        for (long point = seed % 3; point <= operations; point += 3)
            campaign.TryError(Math.Max(1, point), (SimulatedFault)fault);
        campaign.Points.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData(21, (int)SimulatedFault.IoError)]
    [InlineData(22, (int)SimulatedFault.DiskFull)]
    public void Failing_operation_costs_nothing_when_versions_go_to_files(int seed, int fault)
    {
        var campaign = new CrashCampaign(TransactionRowStore.OpenSpilling, seed, transactions: 40, BigPayloadBytes);
        var operations = campaign.CountOperations();
        for (long point = seed % 5; point <= operations; point += 5)
            campaign.TryError(Math.Max(1, point), (SimulatedFault)fault);
        campaign.Points.ShouldBeGreaterThan(50);
    }
}
