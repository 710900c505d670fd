namespace BTreeDb.SqlTest.Running;

/// <summary>
/// Reads <c>--config name=value,...</c>. Names of the connection string go there; all others are session settings.
/// <c>spill=force</c> is short for the setting that makes every sort, aggregation and join spill.
/// </summary>
internal sealed class Configuration
{
    /// <summary>What the connection string takes, by the name used on the command line.</summary>
    private static readonly Dictionary<string, string> ConnectionNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["page-size"] = "Page Size",
        ["pool"] = "Pool Size",
        ["pool-size"] = "Pool Size",
        ["durability"] = "Durability",
    };

    private readonly Dictionary<string, string> _connection = [];
    private readonly Dictionary<string, string> _session = [];

    private Configuration()
    {
    }

    /// <summary>Keywords for the connection string.</summary>
    public IReadOnlyDictionary<string, string> Connection => _connection;

    /// <summary>Names and values for <c>SET</c>.</summary>
    public IReadOnlyDictionary<string, string> Session => _session;

    /// <summary>Parses the option's text.</summary>
    /// <exception cref="FormatException">A part is not <c>name=value</c>.</exception>
    public static Configuration Parse(string? text)
    {
        var configuration = new Configuration();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            configuration.Add(part);
        return configuration;
    }

    private void Add(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new FormatException($"--config: \"{part}\" is not name=value");
        var name = part[..equals].Trim();
        var value = part[(equals + 1)..].Trim();

        if (ConnectionNames.TryGetValue(name, out var keyword))
            _connection[keyword] = value;
        else if (name.Equals("spill", StringComparison.OrdinalIgnoreCase))
            _session["force_spill"] = value == "force" ? "on" : value;
        else
            _session[name.Replace('-', '_')] = value;
    }
}
