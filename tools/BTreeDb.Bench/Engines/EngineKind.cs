namespace BTreeDb.Bench.Engines;

/// <summary>The engines that can be measured, and with them the dialects of their SQL.</summary>
[Flags]
internal enum EngineKind
{
    /// <summary>BTreeDb through ADO.NET.</summary>
    BTreeDb = 1,

    /// <summary>SQLite's C API.</summary>
    Sqlite = 2,

    /// <summary>PostgreSQL through Npgsql.</summary>
    Postgres = 4,

    /// <summary>DuckDB's C API.</summary>
    DuckDb = 8,

    /// <summary>Those that store rows.</summary>
    Rows = BTreeDb | Sqlite | Postgres,

    /// <summary>All.</summary>
    All = Rows | DuckDb,
}
