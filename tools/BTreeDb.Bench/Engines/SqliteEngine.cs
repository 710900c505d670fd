using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>
/// SQLite's C API: write-ahead log, <c>synchronous=FULL</c> (each commit is synced, as with BTreeDb's full durability), the
/// same cache size, prepared statements.
/// </summary>
internal sealed class SqliteEngine : IBenchEngine
{
    private readonly string _file;
    private readonly long _cacheBytes;
    private readonly SqliteSession _keeper;

    public SqliteEngine(string folder, long cacheBytes)
    {
        _file = Path.Combine(folder, "bench.sqlite");
        _cacheBytes = cacheBytes;
        _keeper = new(_file, cacheBytes);
    }

    /// <summary>The library's version.</summary>
    public static string Version => Marshal.PtrToStringUTF8(SqliteNative.LibraryVersion()) ?? "";

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public string KeyType => "integer";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new SqliteSession(_file, _cacheBytes);

    /// <inheritdoc/>
    public void Dispose() => _keeper.Dispose();
}
