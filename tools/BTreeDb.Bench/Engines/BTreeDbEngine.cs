using BTreeDb.Data;

namespace BTreeDb.Bench.Engines;

/// <summary>BTreeDb as a .NET program uses it: ADO.NET with prepared commands and typed parameters.</summary>
internal sealed class BTreeDbEngine : IBenchEngine
{
    private readonly string _connectionString;
    private readonly BTreeDbConnection _keeper;

    public BTreeDbEngine(string folder, long cacheBytes)
    {
        _connectionString = new BTreeDbConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "bench.db"),
            PoolSize = cacheBytes,
            Durability = BTreeDbDurability.Full,
            CommandTimeout = 0,
        }.ConnectionString;
        // The database stays open while sessions come and go.
        _keeper = new(_connectionString);
        _keeper.Open();
    }

    /// <inheritdoc/>
    public string Name => "btreedb";

    /// <inheritdoc/>
    public string KeyType => "bigint";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new BTreeDbSession(_connectionString);

    /// <inheritdoc/>
    public void Dispose() => _keeper.Dispose();
}
