using System.CommandLine;
using BTreeDb.Shell;
using BTreeDb.Shell.Output;

var file = new Argument<string>("file")
{
    Description = "The database file; it is created if need be. Without one the database is in memory.",
    Arity = ArgumentArity.ZeroOrOne,
    DefaultValueFactory = _ => ":memory:",
};
var command = new Option<string[]>("-c", "--command") { Description = "Run SQL or a shell command; may be repeated." };
var script = new Option<string[]>("-f", "--file") { Description = "Run a script, after all -c; may be repeated." };
var mode = new Option<OutputMode>("--mode", "-m") { Description = "How results are printed." };
var set = new Option<string[]>("--set")
{
    Description = "name=value: page-size, pool-size, durability, read-only, ON_ERROR_STOP, or any session setting.",
};
var quiet = new Option<bool>("--quiet", "-q") { Description = "Print no command tags." };

var root = new RootCommand("The BTreeDb shell. Reads SQL from standard input when that is not a terminal.")
{
    file, command, script, mode, set, quiet,
};
root.SetAction(parsed =>
{
    var settings = new List<KeyValuePair<string, string>>();
    var stopsAtError = false;
    foreach (var setting in parsed.GetValue(set) ?? [])
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            Console.Error.WriteLine($"--set: \"{setting}\" is not name=value");
            return ShellApplication.CannotStart;
        }

        if (setting[..equals] == "ON_ERROR_STOP")
            stopsAtError = setting[(equals + 1)..] is "on" or "1" or "true";
        else
            settings.Add(new(setting[..equals], setting[(equals + 1)..]));
    }

    return ShellApplication.Run(new()
    {
        File = parsed.GetValue(file)!,
        Commands = parsed.GetValue(command) ?? [],
        Scripts = parsed.GetValue(script) ?? [],
        Mode = parsed.GetValue(mode),
        Settings = settings,
        StopsAtError = stopsAtError,
        Quiet = parsed.GetValue(quiet),
    });
});
root.Subcommands.Add(RecoverCommand.Create());
root.Subcommands.Add(RestoreCommand.Create());
return root.Parse(args).Invoke() switch
{
    // The parser's own code for a wrong command line.
    1 when root.Parse(args).Errors.Count > 0 => ShellApplication.CannotStart,
    var code => code,
};
