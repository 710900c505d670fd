using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Reports;
using BTreeDb.Bench.Suites;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Running;

/// <summary>
/// Measures suites on all engines in turn, so that what disturbs the machine disturbs all. The first rounds warm up (caches, and
/// the JIT, which compiles what runs often a second and a third time) and are not counted, unless one takes so long that nothing
/// else is done. Results are compared across engines.
/// </summary>
internal sealed class BenchRun(BenchOptions options, TextWriter log)
{
    /// <summary>Whether an engine failed or results differ.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Runs a suite.</summary>
    public SuiteResult Measure(string name)
    {
        var suite = SuiteCatalog.Create(name, options.Scale, options.TpchScale);
        var workers = Start(name, suite);
        try
        {
            var results = new List<WorkloadResult>();
            foreach (var workload in suite.Workloads)
            {
                if (options.Wants(workload.Name))
                    results.Add(Measure(workload, workers));
            }

            var descriptions = new List<string>();
            var peaks = new Dictionary<string, double>();
            foreach (var worker in workers)
            {
                descriptions.Add(worker.Description);
                if (worker.Kind != EngineKind.Postgres)
                    peaks[EngineFactory.NameOf(worker.Kind)] = double.Parse(worker.Ask("peak")[0], CultureInfo.InvariantCulture);
            }

            return new(suite.Name, descriptions, results, peaks)
            {
                HasMean = suite.HasMean,
                MeanTarget = suite.MeanTarget,
            };
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }

    private List<Worker> Start(string name, Suite suite)
    {
        var wanted = EngineKind.All & ~EngineKind.All;
        foreach (var workload in suite.Workloads)
            wanted |= options.Wants(workload.Name) ? workload.Engines : 0;
        var workers = new List<Worker>();
        foreach (var kind in options.Engines)
        {
            if ((wanted & kind) == 0)
                continue;
            var worker = new Worker(kind, name, options);
            workers.Add(worker);
            var mark = Path.Combine(options.Folder, $"{suite.Name}.{EngineFactory.NameOf(kind)}.loaded");
            if (File.Exists(mark))
                continue;
            log.WriteLine($"{suite.Name}: {EngineFactory.NameOf(kind)} loads");
            worker.Ask("load");
            File.WriteAllText(mark, "");
        }

        return workers;
    }

    private WorkloadResult Measure(Workload workload, List<Worker> workers)
    {
        var values = new Dictionary<EngineKind, List<double>>();
        var operations = new Dictionary<EngineKind, List<double>>();
        var checks = new ResultComparison(workload.Name);
        var finished = new HashSet<EngineKind>();
        var warmth = new Dictionary<EngineKind, double>();
        var isWarm = options.Rounds == 0;
        for (var (round, counted) = (0, 0); counted < Math.Max(1, options.Rounds); round++)
        {
            checks.BeginRound();
            foreach (var worker in workers)
            {
                if ((workload.Engines & worker.Kind) == 0 || finished.Contains(worker.Kind))
                    continue;
                try
                {
                    var answer = worker.Ask(workload.Name);
                    var (value, count, elapsed) = (Number(answer[0]), Number(answer[1]), Number(answer[2]));
                    checks.Add(worker.Kind, answer[3], answer[4]);
                    var isSlow = elapsed > options.PatienceSeconds * 1000;
                    if (!isWarm && !isSlow)
                    {
                        warmth[worker.Kind] = warmth.GetValueOrDefault(worker.Kind) + (elapsed / 1000);
                        continue;
                    }

                    Add(values, worker.Kind, value);
                    Add(operations, worker.Kind, workload.Unit is null ? count / elapsed * 1000 : 0);
                    if (isSlow)
                        finished.Add(worker.Kind);
                }
                catch (InvalidOperationException e)
                {
                    log.WriteLine($"{workload.Name}: {e.Message}");
                    HasFailed = true;
                    finished.Add(worker.Kind);
                }
            }

            counted += isWarm ? 1 : 0;
            isWarm |= round + 1 >= options.WarmUpRoundsMax || workload.Unit is not null || IsWarm(warmth, finished);
        }

        if (checks.Difference is { } difference)
        {
            log.WriteLine($"{workload.Name}: {difference}");
            HasFailed = true;
        }

        var result = new WorkloadResult(workload.Name, workload.Unit, workload.Target);
        foreach (var (kind, list) in values)
            result.Engines[EngineFactory.NameOf(kind)] = new(Median(list), Median(operations[kind]));
        log.WriteLine(result.Summary());
        return result;
    }

    /// <summary>Whether each engine has worked long enough, those left aside that need not be asked again.</summary>
    private bool IsWarm(Dictionary<EngineKind, double> seconds, HashSet<EngineKind> finished)
    {
        foreach (var (kind, worked) in seconds)
        {
            if (worked < options.WarmUpSeconds && !finished.Contains(kind))
                return false;
        }

        return true;
    }

    private static void Add(Dictionary<EngineKind, List<double>> lists, EngineKind kind, double value)
    {
        if (!lists.TryGetValue(kind, out var list))
            lists[kind] = list = [];
        list.Add(value);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
