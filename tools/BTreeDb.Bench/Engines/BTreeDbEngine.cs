using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Bench.Engines;

/// <summary>BTreeDb as a .NET program uses it: ADO.NET with prepared commands and typed parameters.</summary>
internal sealed class BTreeDbEngine : IBenchEngine
{
    private readonly string _file;
    private readonly string _connectionString;
    private readonly long _workMemoryBytes;
    private readonly BTreeDbConnection _keeper;

    public BTreeDbEngine(EngineOptions options)
    {
        _file = Path.Combine(options.Folder, options.Database + ".db");
        _workMemoryBytes = options.WorkMemoryBytes;
        _connectionString = new BTreeDbConnectionStringBuilder
        {
            DataSource = _file,
            PoolSize = options.CacheBytes,
            Durability = options.IsDurable ? BTreeDbDurability.Full : BTreeDbDurability.Normal,
            CommandTimeout = 0,
        }.ConnectionString;
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"BTreeDb (ADO.NET, durability {(options.IsDurable ? "full" : "normal")}, cache {options.CacheBytes >> 20} MB)");
        // The database stays open while sessions come and go.
        _keeper = new(_connectionString);
        _keeper.Open();
    }

    /// <inheritdoc/>
    public EngineKind Kind => EngineKind.BTreeDb;

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public string KeyType => "bigint";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new BTreeDbSession(_connectionString, _workMemoryBytes);

    /// <inheritdoc/>
    public long ReadDiskBytes()
    {
        using var session = OpenSession();
        session.Execute("CHECKPOINT");
        return new FileInfo(_file).Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _keeper.Dispose();
}
