using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>
/// What a writer costs readers: two readers by key, alone and beside one writer of durable single-row updates of the same
/// table, slice by slice in turn. The ratio is of reads per second for which a reader had a core or could have had one
/// (<see cref="CoreClock"/>), for a third thread takes its share of two cores whatever the engine does.
/// </summary>
internal static class ReaderSuite
{
    private const int ReaderCount = 2;
    private const int SliceMs = 250;
    private const int SlicePairs = 6;

    /// <summary>The suite.</summary>
    public static Suite Create(Sizes sizes) => new(
        "readers",
        engine => OltpData.LoadItems(engine, sizes.Items, sizes.Keys, withIndexes: true),
        [
            Measure("readers-alone", sizes, null, static m => m.Alone.Rate),
            Measure("readers-with-writer", sizes, null, static m => m.Beside.Rate),
            Measure("writer-with-readers", sizes, null, static m => m.Writes),
            Measure("readers-loss-per-core", sizes, "% per core", static m => 100 * (1 - (m.Beside.PerCore / m.Alone.PerCore))),
        ]);

    private static Workload Measure(string name, Sizes sizes, string? unit, Func<Measured, double> tell) => new(name, 0, engine =>
    {
        var measured = Run(engine, sizes.Items);
        return unit is null ? new() { Operations = tell(measured) * measured.Seconds } : new() { Value = tell(measured) };
    })
    {
        // A server's work is done by threads that are not ours.
        Engines = EngineKind.BTreeDb | EngineKind.Sqlite,
        Unit = unit,
    };

    private static Measured Run(IBenchEngine engine, int rows)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var (alone, beside) = (default(Reads), default(Reads));
        var writes = 0L;
        for (var i = 0; i < SlicePairs; i++)
        {
            alone += RunSlice(engine, rows, withWriter: false, out _);
            beside += RunSlice(engine, rows, withWriter: true, out var written);
            writes += written;
        }

        var seconds = SlicePairs * SliceMs / 1000.0;
        var measured = new Measured(
            alone with { Seconds = seconds }, beside with { Seconds = seconds }, writes / seconds,
            System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds);
        Console.Error.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"    alone {alone.Count / seconds:0}/s, beside a writer {beside.Count / seconds:0}/s; per core available "
            + $"{alone.PerCore:0}/s and {beside.PerCore:0}/s: {100 * beside.PerCore / alone.PerCore:0.0} %; {measured.Writes:0} writes/s"));
        return measured;
    }

    private static Reads RunSlice(IBenchEngine engine, int rows, bool withWriter, out long writes)
    {
        var counts = new long[ReaderCount];
        var available = new double[ReaderCount];
        var written = 0L;
        var end = Environment.TickCount64 + SliceMs;
        Threads.Run(withWriter ? ReaderCount + 1 : ReaderCount, thread =>
        {
            using var session = engine.OpenSession();
            var keys = new KeySequence(rows, (ulong)(2 * thread) + 1);
            if (thread == ReaderCount)
            {
                written = Commits.WriteUntil(session, keys, end);
                return;
            }

            var clock = CoreClock.Start();
            counts[thread] = Commits.ReadUntil(session, keys, end);
            available[thread] = clock.ReadAvailable();
        });
        writes = written;
        return new Reads(counts[0] + counts[1], available[0] + available[1], 0);
    }

    /// <summary>Reads of some slices.</summary>
    private readonly record struct Reads(long Count, double CoreSeconds, double Seconds)
    {
        /// <summary>Reads a second, of all readers.</summary>
        public double Rate => Count / Seconds;

        /// <summary>Reads a second of a core that was available to them.</summary>
        public double PerCore => Count / CoreSeconds;

        public static Reads operator +(Reads one, Reads other) =>
            new(one.Count + other.Count, one.CoreSeconds + other.CoreSeconds, one.Seconds + other.Seconds);
    }

    private sealed record Measured(Reads Alone, Reads Beside, double Writes, double Seconds);
}
