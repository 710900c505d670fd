using System.Globalization;
using System.Text;

namespace BTreeDb.Bench.Reports;

/// <summary>The medians of a workload on each engine.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Unit">What was measured, if not time.</param>
/// <param name="Target">How many times SQLite's speed is aimed at, or how much of its size.</param>
internal sealed record WorkloadResult(string Workload, string? Unit, double? Target)
{
    /// <summary>The engines by name.</summary>
    public Dictionary<string, EngineResult> Engines { get; } = [];

    /// <summary>BTreeDb's speed as a multiple of another engine's; for sizes, BTreeDb's as a multiple.</summary>
    public double? RatioTo(string engine)
    {
        if (!Engines.TryGetValue("btreedb", out var own) || !Engines.TryGetValue(engine, out var other))
            return null;
        return Unit is null ? own.Rate / other.Rate : own.Value / other.Value;
    }

    /// <summary>One line for the log.</summary>
    public string Summary()
    {
        var text = new StringBuilder(Workload);
        foreach (var (name, result) in Engines)
            text.Append(CultureInfo.InvariantCulture, $"  {name} {result.Value:0.0} {Unit ?? "ms"}");
        if (RatioTo("sqlite") is { } ratio)
            text.Append(CultureInfo.InvariantCulture, $"  {ratio:0.00}x");
        return text.ToString();
    }
}
