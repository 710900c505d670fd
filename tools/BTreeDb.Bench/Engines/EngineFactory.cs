using System.Diagnostics;

namespace BTreeDb.Bench.Engines;

/// <summary>Opens engines by their kind, and knows their names on the command line.</summary>
internal static class EngineFactory
{
    /// <summary>The name of an engine in options and reports.</summary>
    public static string NameOf(EngineKind kind) => kind switch
    {
        EngineKind.BTreeDb => "btreedb",
        EngineKind.Sqlite => "sqlite",
        EngineKind.Postgres => "postgres",
        EngineKind.DuckDb => "duckdb",
        _ => throw new UnreachableException(),
    };

    /// <summary>The engine with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EngineKind Parse(string name) => name switch
    {
        "btreedb" => EngineKind.BTreeDb,
        "sqlite" => EngineKind.Sqlite,
        "postgres" => EngineKind.Postgres,
        "duckdb" => EngineKind.DuckDb,
        _ => throw new ArgumentException($"unknown engine {name}"),
    };

    /// <summary>Opens or creates a database.</summary>
    public static IBenchEngine Open(EngineKind kind, EngineOptions options) => kind switch
    {
        EngineKind.BTreeDb => new BTreeDbEngine(options),
        EngineKind.Sqlite => new SqliteEngine(options),
        EngineKind.Postgres => new PostgresEngine(options),
        EngineKind.DuckDb => new DuckDbEngine(options),
        _ => throw new UnreachableException(),
    };
}
