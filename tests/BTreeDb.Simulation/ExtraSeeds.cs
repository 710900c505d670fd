namespace BTreeDb.Simulation;

/// <summary>Seeds for random tests: a few always, BTREEDB_CRASH_SEEDS more for long runs.</summary>
public static class ExtraSeeds
{
    public static TheoryData<int> From(int count)
    {
        _ = int.TryParse(Environment.GetEnvironmentVariable("BTREEDB_CRASH_SEEDS"), out var more);
        var seeds = new TheoryData<int>();
        for (var seed = 1; seed <= count + more; seed++)
            seeds.Add(seed);
        return seeds;
    }
}
