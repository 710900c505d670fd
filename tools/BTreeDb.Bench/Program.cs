using System.CommandLine;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Reports;
using BTreeDb.Bench.Running;
using BTreeDb.Bench.Suites;
using BTreeDb.Bench.Tpch;
using BTreeDb.Bench.Workloads;

var suites = new Option<string[]>("--suites") { Description = "oltp, relaxed, large, space, analytic, ycsb, isolation, readers, tpch; all but the last by default." };
var only = new Option<string[]>("--only") { Description = "Run these workloads only; a star at the end stands for anything." };
var engines = new Option<string[]>("--engines") { Description = "btreedb, sqlite, postgres, duckdb.", DefaultValueFactory = _ => ["btreedb", "sqlite"] };
var scale = new Option<double>("--scale") { Description = "Multiplies rows and operations.", DefaultValueFactory = _ => 1 };
var tpchScale = new Option<double>("--tpch-scale") { Description = "Scale of TPC-H: 1 is a gigabyte.", DefaultValueFactory = _ => 0.1 };
var rounds = new Option<int>("--rounds") { Description = "How often each workload is measured; medians are reported.", DefaultValueFactory = _ => 3 };
var warmUp = new Option<double>("--warm-up") { Description = "Seconds that each engine works on a workload before its rounds count.", DefaultValueFactory = _ => 2 };
var cache = new Option<int>("--cache-mb") { Description = "Cache of each engine in MiB.", DefaultValueFactory = _ => 256 };
var workMemory = new Option<int>("--work-mem-mb") { Description = "Memory of one sort or hash table in MiB.", DefaultValueFactory = _ => 256 };
var patience = new Option<double>("--patience") { Description = "A run of more seconds is not repeated.", DefaultValueFactory = _ => 20 };
var folder = new Option<string?>("--folder") { Description = "Where the databases lie; kept there and used again. Without it, a temporary folder." };
var libraries = new Option<string?>("--libraries") { Description = "Where libduckdb.so and libsqlite3-new.so lie (see fetch-peers.sh)." };
var postgres = new Option<string?>("--postgres") { Description = "Connection string of PostgreSQL, as Npgsql reads it." };
var json = new Option<string?>("--json") { Description = "Also write the results to this file." };
var readme = new Option<string?>("--readme") { Description = "Also put the tables between the marks of this Markdown file." };
var estimates = new Option<bool>("--estimates") { Description = "Instead of measuring, compare estimated and actual rows of the TPC-H queries." };
var worker = new Option<string?>("--worker") { Description = "Be the process that measures an engine.", Hidden = true };

var command = new RootCommand("Measures BTreeDb (ADO.NET) beside other engines, interleaved in one run, each in a process of its own.")
{
    suites, only, engines, scale, tpchScale, rounds, warmUp, cache, workMemory, patience, folder, libraries, postgres, json, readme, estimates, worker,
};
command.SetAction(Run);
return command.Parse(args).Invoke();

int Run(ParseResult parsed)
{
    var parent = parsed.GetValue(folder);
    var options = new BenchOptions
    {
        Suites = Split(parsed.GetValue(suites), SuiteCatalog.Names[..^1]),
        Only = Split(parsed.GetValue(only), []),
        Engines = Array.ConvertAll(Split(parsed.GetValue(engines), []), EngineFactory.Parse),
        Scale = parsed.GetValue(scale),
        TpchScale = parsed.GetValue(tpchScale),
        Rounds = parsed.GetValue(rounds),
        WarmUpSeconds = parsed.GetValue(warmUp),
        CacheMegabytes = parsed.GetValue(cache),
        WorkMemoryMegabytes = parsed.GetValue(workMemory),
        PatienceSeconds = parsed.GetValue(patience),
        Folder = parent ?? Path.Combine(Path.GetTempPath(), $"btreedb-bench-{Environment.ProcessId}"),
        Keep = parent is not null,
        Libraries = parsed.GetValue(libraries),
        Postgres = parsed.GetValue(postgres),
    };
    if (parsed.GetValue(worker) is { } engine)
    {
        Serve(EngineFactory.Parse(engine), options);
        return 0;
    }

    Directory.CreateDirectory(options.Folder);
    try
    {
        if (parsed.GetValue(estimates))
            return Estimate(options);
        var run = new BenchRun(options, Console.Error);
        var results = new List<SuiteResult>();
        foreach (var suite in options.Suites)
            results.Add(run.Measure(suite));
        BenchReport.Print(Console.Out, results, Array.ConvertAll(options.Engines, EngineFactory.NameOf));
        if (parsed.GetValue(json) is { } path)
            BenchReport.WriteJson(path, results);
        if (!run.HasFailed && parsed.GetValue(readme) is { } document)
            BenchReport.WriteInto(document, results, Array.ConvertAll(options.Engines, EngineFactory.NameOf));
        return run.HasFailed ? 1 : 0;
    }
    finally
    {
        if (!options.Keep)
            Directory.Delete(options.Folder, recursive: true);
    }
}

static void Serve(EngineKind kind, BenchOptions options)
{
    var suite = SuiteCatalog.Create(options.Suites[0], options.Scale, options.TpchScale);
    var host = new WorkerHost(kind, suite, EngineOptionsOf(options, suite));
    host.Serve(Console.In, Console.Out);
}

static int Estimate(BenchOptions options)
{
    var suite = TpchSuite.Create(options.TpchScale);
    var mark = Path.Combine(options.Folder, $"{suite.Name}.btreedb.loaded");
    using var engine = EngineFactory.Open(EngineKind.BTreeDb, EngineOptionsOf(options, suite));
    if (!File.Exists(mark))
    {
        suite.Load(engine);
        File.WriteAllText(mark, "");
    }

    return EstimateReport.Print(Console.Out, engine, options.TpchScale) == 0 ? 0 : 1;
}

static EngineOptions EngineOptionsOf(BenchOptions options, Suite suite) => new()
{
    Folder = options.Folder,
    Database = suite.Name,
    CacheBytes = (long)(suite.CacheMegabytes ?? options.CacheMegabytes) << 20,
    WorkMemoryBytes = (long)options.WorkMemoryMegabytes << 20,
    IsDurable = suite.IsDurable,
    Libraries = options.Libraries,
    Postgres = options.Postgres,
};

static string[] Split(string[]? names, string[] otherwise)
{
    var all = new List<string>();
    foreach (var name in names ?? [])
        all.AddRange(name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    return all.Count == 0 ? otherwise : [.. all];
}
