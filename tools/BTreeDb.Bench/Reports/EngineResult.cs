namespace BTreeDb.Bench.Reports;

/// <summary>The medians of one engine.</summary>
/// <param name="Value">Milliseconds, or what else was measured.</param>
/// <param name="Rate">Operations a second.</param>
internal readonly record struct EngineResult(double Value, double Rate);
