using System.Globalization;

namespace BTreeDb.Bench.Workloads;

/// <summary>
/// How long the current thread had a core, or could have had one: all time but that in which it was ready to run and another
/// thread had the core, whichever process it is of. What is measured against it is throughput per core available. Waiting for
/// a lock or the disk counts as time available. Linux tells the rest by <c>schedstat</c>; elsewhere all time counts.
/// </summary>
internal readonly struct CoreClock
{
    private readonly long _began;
    private readonly long _queuedBefore;

    private CoreClock(long began, long queuedBefore) => (_began, _queuedBefore) = (began, queuedBefore);

    /// <summary>Starts the clock of the current thread.</summary>
    public static CoreClock Start() => new(System.Diagnostics.Stopwatch.GetTimestamp(), ReadQueued());

    /// <summary>The seconds since, read by the same thread.</summary>
    public double ReadAvailable() =>
        System.Diagnostics.Stopwatch.GetElapsedTime(_began).TotalSeconds - ((ReadQueued() - _queuedBefore) / 1e9);

    /// <summary>The nanoseconds that the thread has waited for a core.</summary>
    private static long ReadQueued()
    {
        try
        {
            var fields = File.ReadAllText("/proc/thread-self/schedstat").Split(' ');
            return long.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
