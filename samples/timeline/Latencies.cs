using System.Diagnostics;

namespace BTreeDb.Samples.Timeline;

/// <summary>How long one kind of operation took, each time.</summary>
internal sealed class Latencies(string name)
{
    private readonly List<long> _ticks = [];

    /// <summary>The head of the table whose lines <see cref="ToString"/> makes.</summary>
    public static string Header => $"{"",-24}{"p50",12}{"p95",12}{"p99",12}";

    /// <summary>Runs an operation and keeps its time.</summary>
    public void Measure(Action operation)
    {
        var start = Stopwatch.GetTimestamp();
        operation();
        _ticks.Add(Stopwatch.GetTimestamp() - start);
    }

    /// <summary>Runs an operation, keeps its time and returns its result.</summary>
    public T Measure<T>(Func<T> operation)
    {
        var start = Stopwatch.GetTimestamp();
        var result = operation();
        _ticks.Add(Stopwatch.GetTimestamp() - start);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var sorted = _ticks.ToArray();
        Array.Sort(sorted);
        return FormattableString.Invariant(
            $"{name,-24}{Percentile(sorted, 0.50),9:0} us{Percentile(sorted, 0.95),9:0} us{Percentile(sorted, 0.99),9:0} us");
    }

    private static double Percentile(long[] sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var index = Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1);
        return sorted[Math.Max(0, index)] * 1_000_000.0 / Stopwatch.Frequency;
    }
}
