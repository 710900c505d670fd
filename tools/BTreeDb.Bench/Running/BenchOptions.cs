using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Running;

/// <summary>What the command line says.</summary>
internal sealed record BenchOptions
{
    /// <summary>Suites to run.</summary>
    public required string[] Suites { get; init; }

    /// <summary>Names, or beginnings of names, of workloads; none for all.</summary>
    public required string[] Only { get; init; }

    /// <summary>Engines to measure.</summary>
    public required EngineKind[] Engines { get; init; }

    /// <summary>Multiplies rows and operations.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Scale of TPC-H.</summary>
    public double TpchScale { get; init; } = 0.1;

    /// <summary>Measured rounds after those that warm up.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How long each engine works on a workload before its rounds count.</summary>
    public double WarmUpSeconds { get; init; } = 2;

    /// <summary>How many rounds that may take at most.</summary>
    public int WarmUpRoundsMax { get; init; } = 12;

    /// <summary>Cache of each engine.</summary>
    public int CacheMegabytes { get; init; } = 256;

    /// <summary>Memory of one sort or hash table.</summary>
    public int WorkMemoryMegabytes { get; init; } = 256;

    /// <summary>Where databases lie.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether databases are kept, and used again when they are there.</summary>
    public bool Keep { get; init; }

    /// <summary>A run longer than this is not repeated.</summary>
    public double PatienceSeconds { get; init; } = 20;

    /// <summary>Where libraries of peers lie.</summary>
    public string? Libraries { get; init; }

    /// <summary>How PostgreSQL is reached.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether a workload is wanted.</summary>
    public bool Wants(string workload)
    {
        if (Only.Length == 0)
            return true;
        foreach (var name in Only)
        {
            if (workload == name || (name.EndsWith('*') && workload.StartsWith(name[..^1], StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
