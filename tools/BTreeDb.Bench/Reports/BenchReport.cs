using System.Globalization;
using System.Text.Json;

namespace BTreeDb.Bench.Reports;

/// <summary>Prints results as a table, or writes them as JSON.</summary>
internal static class BenchReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints a Markdown table, ready for a note.</summary>
    public static void Print(TextWriter output, IReadOnlyList<WorkloadResult> results)
    {
        output.WriteLine("| workload       |  sqlite ms | btreedb ms | ratio |   sqlite op/s |  btreedb op/s |");
        output.WriteLine("| -------------- | ---------: | ---------: | ----: | ------------: | ------------: |");
        foreach (var result in results)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Workload,-14} | {result.SqliteMs,10:0.00} | {result.BTreeDbMs,10:0.00} "
                + $"| {result.Ratio,5:0.00} | {result.SqliteRate,13:n0} | {result.BTreeDbRate,13:n0} |"));
        }
    }

    /// <summary>Writes all numbers to a file.</summary>
    public static void WriteJson(string path, IReadOnlyList<WorkloadResult> results) =>
        File.WriteAllText(path, JsonSerializer.Serialize(results, Indented) + "\n");
}
