using BTreeDb.Data;
using BTreeDb.Shell.Output;

namespace BTreeDb.Shell.Commands;

/// <summary>The shell's own commands, after psql's names.</summary>
internal sealed class MetaCommands
{
    private readonly List<MetaCommand> _commands;
    private readonly SqlExecutor _executor;
    private readonly SchemaPrinter _schema;
    private readonly CatalogLists _lists;
    private readonly ClientCopy _copy;
    private readonly Func<string, bool> _runScript;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    public MetaCommands(
        BTreeDbConnection connection,
        SqlExecutor executor,
        Func<string, bool> runScript,
        TextWriter output,
        TextWriter errors)
    {
        _executor = executor;
        _runScript = runScript;
        _output = output;
        _errors = errors;
        _lists = new(connection, output);
        _schema = new(connection, _lists, output, errors);
        _copy = new(connection, output, errors, executor.IsQuiet);
        _commands =
        [
            new("\\?", "", "this help", _ => PrintHelp()),
            new("\\q", "", "end the shell", _ => Quit()),
            new("\\d", "[NAME]", "describe a table, view or index, or list them all", _schema.Describe),
            new("\\dt", "[PATTERN]", "list tables", pattern => _lists.Relations("r", pattern)),
            new("\\dv", "[PATTERN]", "list views", pattern => _lists.Relations("v", pattern)),
            new("\\dm", "[PATTERN]", "list materialized views", pattern => _lists.Relations("m", pattern)),
            new("\\ds", "[PATTERN]", "list sequences", pattern => _lists.Relations("S", pattern)),
            new("\\di", "[PATTERN]", "list indexes", _lists.Indexes),
            new("\\dn", "[PATTERN]", "list schemas", _lists.Schemas),
            new("\\dT", "[PATTERN]", "list types of your own", _lists.Types),
            new("\\df", "[PATTERN]", "list functions", _lists.Functions),
            new("\\du", "", "list users", _ => _lists.Roles()),
            new("\\l", "", "list databases", _ => _lists.Databases()),
            new("\\copy", "...", "COPY with a file of the shell's", _copy.Run),
            new("\\i", "FILE", "run a script", IncludeFile),
            new("\\mode", "[MODE]", "print results as table, expanded, csv, json or markdown", SetMode),
            new("\\x", "[on|off]", "print a line for each value", SetExpanded),
            new("\\set", "NAME VALUE", "set ON_ERROR_STOP on or off", SetVariable),
            new("\\timing", "[on|off]", "print the time of each statement", SetTiming),
        ];
    }

    /// <summary>Whether the user asked to leave.</summary>
    public bool IsQuitting { get; private set; }

    /// <summary>Whether a line is one for the shell itself.</summary>
    public static bool IsMetaCommand(string line) => line.TrimStart().StartsWith('\\');

    /// <summary>Runs a line.</summary>
    /// <returns>False when it failed.</returns>
    public bool Execute(string line)
    {
        line = line.Trim();
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        var name = blank < 0 ? line : line[..blank];
        var argument = blank < 0 ? "" : line[blank..].Trim().TrimEnd(';');
        foreach (var command in _commands)
        {
            if (command.Name == name)
                return command.Run(argument);
        }

        return Fail($"invalid command {name}; try \\? for help");
    }

    private bool PrintHelp()
    {
        foreach (var command in _commands)
            _output.WriteLine($"  {command.Name + " " + command.Argument,-18} {command.Help}");
        _output.WriteLine("  A statement ends with a semicolon; Ctrl-C ends a running one.");
        return true;
    }

    private bool Quit()
    {
        IsQuitting = true;
        return true;
    }

    private bool IncludeFile(string file) =>
        file.Length == 0 ? Fail("\\i: missing required argument") : _runScript(file);

    private bool SetMode(string mode)
    {
        if (mode.Length > 0)
        {
            if (!Enum.TryParse<OutputMode>(mode, ignoreCase: true, out var parsed))
                return Fail($"\\mode: allowed modes are table, expanded, csv, json, markdown");
            _executor.Mode = parsed;
        }

        _output.WriteLine($"Output mode is {_executor.Mode.ToString().ToLowerInvariant()}.");
        return true;
    }

    private bool SetExpanded(string argument)
    {
        var isOn = argument == "on" || argument != "off" && _executor.Mode != OutputMode.Expanded;
        _executor.Mode = isOn ? OutputMode.Expanded : OutputMode.Table;
        _output.WriteLine(isOn ? "Expanded display is on." : "Expanded display is off.");
        return true;
    }

    private bool SetVariable(string arguments)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["ON_ERROR_STOP", ..])
            return Fail("\\set: the only variable is ON_ERROR_STOP");
        _executor.StopsAtError = words.Length < 2 || words[1] is "on" or "1" or "true";
        return true;
    }

    private bool SetTiming(string argument)
    {
        _executor.ShowsTiming = argument switch
        {
            "on" => true,
            "off" => false,
            _ => !_executor.ShowsTiming,
        };
        _output.WriteLine(_executor.ShowsTiming ? "Timing is on." : "Timing is off.");
        return true;
    }

    private bool Fail(string message)
    {
        _errors.WriteLine(message);
        return false;
    }
}
