using BTreeDb.Shell.Output;

namespace BTreeDb.Shell;

/// <summary>What the command line asks for.</summary>
internal sealed record ShellOptions
{
    /// <summary>The database file, or <c>:memory:</c>.</summary>
    public string File { get; init; } = ":memory:";

    /// <summary>SQL to run, each text as if typed.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Scripts to run after the commands.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>How results are printed.</summary>
    public OutputMode Mode { get; init; } = OutputMode.Table;

    /// <summary>Names and values of <c>--set</c>: connection keywords or session settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Whether a script ends with its first error.</summary>
    public bool StopsAtError { get; init; }

    /// <summary>Whether command tags and the banner are left out.</summary>
    public bool Quiet { get; init; }
}
