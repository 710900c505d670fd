namespace BTreeDb.Simulation.Torture;

/// <summary>What a seed decides about a whole run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Lives">How often the database is opened.</param>
internal sealed record TortureOptions(int Seed, int Lives)
{
    /// <summary>Is told every statement and fault, or null.</summary>
    public TextWriter? Trace { get; init; }

    /// <summary>The page size.</summary>
    public int PageSize => Seed % 4 == 0 ? 8192 : 4096;

    /// <summary>Sometimes every old version goes to a temporary file.</summary>
    public long VersionBytes => Seed % 5 == 0 ? 0 : 64 << 20;

    /// <summary>Sessions that take turns.</summary>
    public int Sessions => 1 + (Seed % 4);

    /// <summary>How to run this seed again.</summary>
    public string Replay => $"dotnet run -c Release --project tools/BTreeDb.Torture -- --seed {Seed} --seeds 1 --lives {Lives}";
}
