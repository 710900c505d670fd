using System.Diagnostics;
using System.Globalization;
using BTreeDb.Simulation.Torture;

namespace BTreeDb.Torture;

/// <summary>Runs seeds side by side until there are enough crashes, and tells how far it is.</summary>
internal sealed class TortureCampaign(int lives, int threads, bool trace, TextWriter output)
{
    private const int ReportMs = 30_000;
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _next;
    private long _seeds;
    private long _crashes;
    private long _faults;
    private long _flips;
    private long _reported;
    private int _failures;

    /// <summary>Runs; 0 if every promise was kept.</summary>
    public int Run(int firstSeed, int seeds, int crashes)
    {
        _next = firstSeed;
        var end = seeds > 0 ? firstSeed + seeds : int.MaxValue;
        var running = new Thread[Math.Max(1, threads)];
        for (var i = 0; i < running.Length; i++)
        {
            running[i] = new Thread(() => Work(end, seeds > 0 ? long.MaxValue : crashes));
            running[i].Start();
        }

        foreach (var thread in running)
            thread.Join();
        Report();
        return _failures == 0 ? 0 : 1;
    }

    private void Work(int end, long crashes)
    {
        while (true)
        {
            int seed;
            lock (_gate)
            {
                if (_next >= end || _crashes >= crashes)
                    return;
                seed = _next++;
            }

            RunSeed(seed);
        }
    }

    private void RunSeed(int seed)
    {
        var run = new TortureRun(new TortureOptions(seed, lives) { Trace = trace ? output : null });
        Exception? failure = null;
        try
        {
            run.Run();
        }
        catch (TortureFailure caught)
        {
            failure = caught;
        }

        lock (_gate)
        {
            _seeds++;
            _crashes += run.Crashes;
            _faults += run.Faults;
            _flips += run.Flips;
            if (failure is not null)
            {
                _failures++;
                output.WriteLine(failure);
            }

            if (_watch.ElapsedMilliseconds - _reported < ReportMs)
                return;
            _reported = _watch.ElapsedMilliseconds;
            Report();
        }
    }

    private void Report() => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{_watch.Elapsed.TotalSeconds:F0} s: {_seeds} seeds, {_crashes} crashes, {_faults} other faults, {_flips} damaged copies, {_failures} failures"));
}
