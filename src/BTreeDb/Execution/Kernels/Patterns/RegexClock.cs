namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>Ends a search that takes too long.</summary>
internal sealed class RegexClock(TimeSpan limit)
{
    private readonly long _end = Environment.TickCount64 + (long)limit.TotalMilliseconds;

    /// <summary>2201B when the time is over.</summary>
    public void Check()
    {
        if (Environment.TickCount64 > _end)
            throw RegexErrors.TooComplex();
    }
}
