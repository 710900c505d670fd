using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace BTreeDb.Bench.Reports;

/// <summary>Prints results as Markdown, or writes them as JSON.</summary>
internal static class BenchReport
{
    private const string BeginMark = "<!-- measurements: written by tools/BTreeDb.Bench --readme -->\n";
    private const string SectionStart = "\n**";
    private const string EndMark = "<!-- end of measurements -->";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints a table for each suite: what each engine did, BTreeDb beside each of them, and the target.</summary>
    public static void Print(TextWriter output, IReadOnlyList<SuiteResult> suites, IReadOnlyList<string> engines)
    {
        foreach (var suite in suites)
            Print(output, suite, engines);
    }

    /// <summary>Writes all numbers to a file.</summary>
    public static void WriteJson(string path, IReadOnlyList<SuiteResult> suites) =>
        File.WriteAllText(path, JsonSerializer.Serialize(suites, Indented) + "\n");

    /// <summary>
    /// Puts the tables into a document, between its marks: each in place of the former one of the same suite, or behind the
    /// others. Tables of suites that were not measured stay.
    /// </summary>
    /// <exception cref="InvalidDataException">The document has no marks.</exception>
    public static void WriteInto(string path, IReadOnlyList<SuiteResult> suites, IReadOnlyList<string> engines)
    {
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(BeginMark, StringComparison.Ordinal);
        var end = text.IndexOf(EndMark, Math.Max(begin, 0), StringComparison.Ordinal);
        if (begin < 0 || end < 0)
            throw new InvalidDataException($"{path} has no {BeginMark} and {EndMark}");
        begin += BeginMark.Length;
        var sections = new List<string>();
        foreach (var section in text[begin..end].Split(SectionStart, StringSplitOptions.RemoveEmptyEntries))
            sections.Add(SectionStart + section);
        foreach (var suite in suites)
        {
            using var table = new StringWriter(CultureInfo.InvariantCulture);
            Print(table, suite, engines);
            var place = sections.FindIndex(section => section.StartsWith($"{SectionStart}{suite.Suite}**", StringComparison.Ordinal));
            if (place < 0)
                sections.Add(table.ToString());
            else
                sections[place] = table.ToString();
        }

        File.WriteAllText(path, string.Concat(text.AsSpan(0, begin), string.Concat(sections), text.AsSpan(end)));
    }

    private static void Print(TextWriter output, SuiteResult suite, IReadOnlyList<string> engines)
    {
        output.WriteLine($"{SectionStart}{suite.Suite}**: {string.Join("; ", suite.Descriptions)}\n");
        var others = new List<string>(engines);
        others.Remove("btreedb");
        output.WriteLine($"| workload | {string.Join(" | ", engines)} | {string.Join(" | ", others.ConvertAll(o => "x " + o))} | target |");
        output.WriteLine("| --- |" + string.Concat(engines.Select(_ => " ---: |")) + string.Concat(others.Select(_ => " ---: |")) + " ---: |");
        foreach (var workload in suite.Workloads)
            output.WriteLine(Row(workload, engines, others));
        if (suite.HasMean)
            output.WriteLine(MeanRow(suite, engines, others));
        output.WriteLine(PeakRow(suite, engines, others));
    }

    private static string Row(WorkloadResult workload, IReadOnlyList<string> engines, List<string> others)
    {
        var row = new StringBuilder("| ").Append(workload.Workload).Append(" |");
        foreach (var engine in engines)
        {
            row.Append(' ').Append(workload.Engines.TryGetValue(engine, out var result) ? Measured(workload, result) : "").Append(" |");
        }

        foreach (var engine in others)
            row.Append(' ').Append(Ratio(workload.RatioTo(engine))).Append(" |");
        return row.Append(Target(workload.Target, engines)).ToString();
    }

    private static string Measured(WorkloadResult workload, EngineResult result) =>
        workload.Unit is { } unit
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Value:0.0} {unit}")
            : result.Rate * result.Value / 1000 > 1.5
                ? Rate(result.Rate)
                : string.Create(CultureInfo.InvariantCulture, $"{result.Value:0.0} ms");

    private static string Rate(double rate) => rate >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1_000_000:0.00} M/s")
        : string.Create(CultureInfo.InvariantCulture, $"{rate / 1_000:0.0} k/s");

    private static string Ratio(double? ratio) =>
        ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00}") : "";

    /// <summary>Targets are multiples of SQLite's speed; beside others they say nothing.</summary>
    private static string Target(double? target, IReadOnlyList<string> engines) => $" {(engines.Contains("sqlite") ? Ratio(target) : "")} |";

    private static string MeanRow(SuiteResult suite, IReadOnlyList<string> engines, List<string> others)
    {
        var row = new StringBuilder("| geometric mean |");
        foreach (var engine in engines)
            row.Append(CultureInfo.InvariantCulture, $" {suite.MeanMilliseconds(engine):0.0} ms |");
        foreach (var engine in others)
            row.Append(CultureInfo.InvariantCulture, $" {suite.MeanMilliseconds(engine) / suite.MeanMilliseconds("btreedb"):0.00} |");
        return row.Append(Target(suite.MeanTarget, engines)).ToString();
    }

    private static string PeakRow(SuiteResult suite, IReadOnlyList<string> engines, List<string> others)
    {
        var row = new StringBuilder("| peak memory |");
        foreach (var engine in engines)
        {
            row.Append(suite.PeakBytes.TryGetValue(engine, out var bytes)
                ? string.Create(CultureInfo.InvariantCulture, $" {bytes / (1 << 20):0} MB |")
                : " |");
        }

        foreach (var _ in others)
            row.Append(" |");
        return row.Append(" |").ToString();
    }
}
