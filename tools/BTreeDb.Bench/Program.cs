using System.CommandLine;
using BTreeDb.Bench;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Reports;
using BTreeDb.Bench.Workloads;

var scale = new Option<double>("--scale")
{
    Description = "Multiplies rows and operations.",
    DefaultValueFactory = _ => 1,
};
var only = new Option<string[]>("--only")
{
    Description = "Run these workloads only (comma-separated or repeated).",
};
var rounds = new Option<int>("--rounds")
{
    Description = "How often each workload is measured; medians are reported.",
    DefaultValueFactory = _ => 5,
};
var cache = new Option<int>("--cache-mb")
{
    Description = "Cache of each engine in MiB.",
    DefaultValueFactory = _ => 256,
};
var folder = new Option<string?>("--folder") { Description = "Where the databases lie while they are measured." };
var json = new Option<string?>("--json") { Description = "Also write the results to this file." };

var command = new RootCommand("Measures BTreeDb (ADO.NET) against SQLite (C API), interleaved in one run.")
{
    scale, only, rounds, cache, folder, json,
};
command.SetAction(Run);
return command.Parse(args).Invoke();

int Run(ParseResult parsed)
{
    var sizes = new Sizes(parsed.GetValue(scale));
    var workloads = Select(WorkloadCatalog.Create(sizes), parsed.GetValue(only) ?? []);
    if (workloads.Count == 0)
    {
        Console.Error.WriteLine("--only names no workload");
        return 2;
    }

    var parent = parsed.GetValue(folder) ?? Path.GetTempPath();
    var place = Path.Combine(parent, $"btreedb-bench-{Environment.ProcessId}");
    Directory.CreateDirectory(place);
    try
    {
        var cacheBytes = (long)parsed.GetValue(cache) << 20;
        using var sqlite = new SqliteEngine(place, cacheBytes);
        using var btreedb = new BTreeDbEngine(place, cacheBytes);
        Console.WriteLine(
            $"SQLite {SqliteEngine.Version} (C API, WAL, synchronous=FULL), BTreeDb (ADO.NET, durability full), "
            + $"cache {cacheBytes >> 20} MiB, scale {parsed.GetValue(scale)}, {parsed.GetValue(rounds)} rounds");
        TestData.Load(sqlite, sizes);
        TestData.Load(btreedb, sizes);

        var run = new BenchRun(sqlite, btreedb, parsed.GetValue(rounds));
        var results = new List<WorkloadResult>();
        foreach (var workload in workloads)
        {
            Console.Error.WriteLine($"{workload.Name} ...");
            results.Add(run.Measure(workload));
        }

        BenchReport.Print(Console.Out, results);
        if (parsed.GetValue(json) is { } path)
            BenchReport.WriteJson(path, results);
        return 0;
    }
    catch (InvalidOperationException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
    finally
    {
        Directory.Delete(place, recursive: true);
    }
}

static List<Workload> Select(List<Workload> all, string[] names)
{
    var wanted = new HashSet<string>(StringComparer.Ordinal);
    foreach (var name in names)
        wanted.UnionWith(name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    if (wanted.Count == 0)
        return all;

    // "commit" stands for both numbers of threads.
    return all.FindAll(workload => wanted.Contains(workload.Name)
        || (workload.Name.StartsWith("commit", StringComparison.Ordinal) && wanted.Contains("commit")));
}
