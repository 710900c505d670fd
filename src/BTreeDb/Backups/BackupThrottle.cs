using System.Diagnostics;

namespace BTreeDb.Backups;

/// <summary>Holds a copier to a rate by letting it sleep.</summary>
/// <param name="bytesPerSecond">The rate; zero or less for no limit.</param>
internal sealed class BackupThrottle(long bytesPerSecond)
{
    /// <summary>Shorter sleeps are not worth their price, and not exact.</summary>
    private const int SleepMsMin = 5;

    /// <summary>So that a cancellation is heard soon.</summary>
    private const int SleepMsMax = 200;

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _bytes;

    /// <summary>Counts copied bytes and waits until they were due.</summary>
    public void Pace(int bytes, CancellationToken cancellation)
    {
        if (bytesPerSecond <= 0)
            return;
        _bytes += bytes;
        while (true)
        {
            var ahead = (_bytes * 1000.0 / bytesPerSecond) - Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
            if (ahead < SleepMsMin)
                return;
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep((int)Math.Min(ahead, SleepMsMax));
        }
    }
}
