namespace BTreeDb.Tests.Primitives;

/// <summary>Shows that code allocates nothing once it is warm.</summary>
internal static class AllocationProbe
{
    private const int Rounds = 8;

    /// <summary>Some round must pass without a single byte; the first ones may be disturbed by the JIT.</summary>
    public static void ShouldAllocateNothing(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }
}
