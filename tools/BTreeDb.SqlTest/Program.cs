using System.CommandLine;
using System.Diagnostics;
using BTreeDb.SqlTest;
using BTreeDb.SqlTest.Running;
using BTreeDb.SqlTest.Workers;

if (args is ["--worker", var progressPath])
    return WorkerHost.Serve(progressPath, Console.In, Console.Out);

var paths = new Argument<string[]>("paths")
{
    Description = "Scripts (*.test, *.slt), or folders that hold some.",
    Arity = ArgumentArity.OneOrMore,
};
var label = new Option<string[]>("--label")
{
    Description = "The name under which onlyif and skipif know the engine; may be repeated.",
    DefaultValueFactory = _ => ["btreedb"],
};
var jobs = new Option<int>("--jobs", "-j")
{
    Description = "How many worker processes run at once.",
    DefaultValueFactory = _ => Environment.ProcessorCount,
};
var rewrite = new Option<bool>("--rewrite") { Description = "Replace expected results by what comes out." };
var config = new Option<string?>("--config")
{
    Description = "page-size=4096,pool=4MB,durability=off,spill=force, or any session setting as name=value.",
};
var timeout = new Option<int>("--timeout")
{
    Description = "Seconds that one record may take.",
    DefaultValueFactory = _ => 60,
};
var onDisk = new Option<bool>("--on-disk") { Description = "Use a database file instead of memory." };
var maxDifferences = new Option<int>("--max-differences")
{
    Description = "How many differences to print for each file.",
    DefaultValueFactory = _ => 5,
};
var provider = new Option<string?>("--provider")
{
    Description = "Run on another ADO.NET provider: FILE.dll,FactoryType.",
};
var verbose = new Option<bool>("--verbose", "-v") { Description = "Print a line for each file." };

var command = new RootCommand("Runs sqllogictest scripts against BTreeDb, each file on a fresh database.")
{
    paths, label, jobs, rewrite, config, timeout, onDisk, maxDifferences, provider, verbose,
};
command.SetAction(Run);
return command.Parse(args).Invoke();

int Run(ParseResult parsed)
{
    try
    {
        var configuration = Configuration.Parse(parsed.GetValue(config));
        var options = new RunOptions
        {
            Labels = parsed.GetValue(label)!,
            ConnectionSettings = configuration.Connection,
            SessionSettings = configuration.Session,
            TimeoutSeconds = parsed.GetValue(timeout),
            OnDisk = parsed.GetValue(onDisk),
            Rewrite = parsed.GetValue(rewrite),
            Provider = parsed.GetValue(provider),
            MaxDifferences = parsed.GetValue(maxDifferences),
        };
        // A wrong name shows here, not in each worker.
        ProviderLoader.Load(options.Provider);
        var files = ScriptFiles.Find(parsed.GetValue(paths)!);
        var report = new Report(Console.Out, parsed.GetValue(verbose));
        var watch = Stopwatch.StartNew();
        WorkerPool.Run(files, Math.Max(1, parsed.GetValue(jobs)), options, report.Add);
        report.Finish(files.Count, watch.Elapsed);
        return report.Success ? 0 : 1;
    }
    catch (Exception e) when (e is FormatException or IOException)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
}
