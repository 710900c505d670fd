using System.CommandLine;
using System.Data.Common;
using System.Diagnostics;
using BTreeDb.Record;
using BTreeDb.SqlTest;
using BTreeDb.SqlTest.Running;

var paths = new Argument<string[]>("paths")
{
    Description = "Scripts (*.test, *.slt), or folders that hold some.",
    Arity = ArgumentArity.OneOrMore,
};
var host = new Option<string>("--host")
{
    Description = "The server, or the folder of its socket.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PGHOST") ?? "localhost",
};
var user = new Option<string>("--user")
{
    Description = "A superuser.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PGUSER") ?? "postgres",
};
var rewrite = new Option<bool>("--rewrite")
{
    Description = "Replace expected results, counts, columns and SQLSTATEs by what PostgreSQL answers.",
};
var label = new Option<string[]>("--label")
{
    Description = "The name under which onlyif and skipif know the engine; may be repeated.",
    DefaultValueFactory = _ => ["postgresql"],
};
var timeout = new Option<int>("--timeout")
{
    Description = "Seconds that one record may take.",
    DefaultValueFactory = _ => 60,
};
var maxDifferences = new Option<int>("--max-differences")
{
    Description = "How many differences to print for each file.",
    DefaultValueFactory = _ => 20,
};

var command = new RootCommand(
    "Runs sqllogictest scripts against PostgreSQL, each file on a fresh database, and tells or records its answers.")
{
    paths, host, user, rewrite, label, timeout, maxDifferences,
};
command.SetAction(Run);
return command.Parse(args).Invoke();

int Run(ParseResult parsed)
{
    var options = new RunOptions
    {
        Labels = parsed.GetValue(label)!,
        TimeoutSeconds = parsed.GetValue(timeout),
        Rewrite = parsed.GetValue(rewrite),
        RewriteErrors = parsed.GetValue(rewrite),
        MaxDifferences = parsed.GetValue(maxDifferences),
    };
    try
    {
        var files = ScriptFiles.Find(parsed.GetValue(paths)!);
        var report = new Report(Console.Out, verbose: false);
        var watch = Stopwatch.StartNew();
        foreach (var file in files)
        {
            report.Add(ScriptRunner.RunFile(
                () => new ServerDatabase(parsed.GetValue(host)!, parsed.GetValue(user)!), file, options));
        }

        report.Finish(files.Count, watch.Elapsed);
        return report.Success ? 0 : 1;
    }
    catch (Exception e) when (e is DbException or IOException)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
}
