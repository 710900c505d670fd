namespace BTreeDb.Bench.Reports;

/// <summary>The medians of a workload.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Operations">Operations of one run.</param>
/// <param name="SqliteMs">Median milliseconds of SQLite.</param>
/// <param name="BTreeDbMs">Median milliseconds of BTreeDb.</param>
internal sealed record WorkloadResult(string Workload, int Operations, double SqliteMs, double BTreeDbMs)
{
    /// <summary>BTreeDb's time as a multiple of SQLite's: below 1 is faster.</summary>
    public double Ratio => BTreeDbMs / SqliteMs;

    /// <summary>BTreeDb's operations a second.</summary>
    public double BTreeDbRate => Operations / BTreeDbMs * 1000;

    /// <summary>SQLite's operations a second.</summary>
    public double SqliteRate => Operations / SqliteMs * 1000;
}
