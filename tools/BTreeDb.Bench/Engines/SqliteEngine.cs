using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>
/// SQLite's C API: write-ahead log, <c>synchronous=FULL</c> where commits are durable (each is synced, as with BTreeDb's
/// full durability), the same cache size, prepared statements.
/// </summary>
internal sealed class SqliteEngine : IBenchEngine
{
    private readonly string _file;
    private readonly EngineOptions _options;
    private readonly SqliteSession _keeper;

    public SqliteEngine(EngineOptions options)
    {
        _file = Path.Combine(options.Folder, options.Database + ".sqlite");
        _options = options;
        UseNewest(options.Libraries);
        _keeper = new(_file, options);
    }

    /// <inheritdoc/>
    public EngineKind Kind => EngineKind.Sqlite;

    /// <inheritdoc/>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"SQLite {Marshal.PtrToStringUTF8(SqliteNative.LibraryVersion())} (C API, WAL, synchronous="
        + $"{(_options.IsDurable ? "FULL" : "NORMAL")}, cache {_options.CacheBytes >> 20} MB)");

    /// <inheritdoc/>
    public string KeyType => "integer";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new SqliteSession(_file, _options);

    /// <inheritdoc/>
    public long ReadDiskBytes()
    {
        _keeper.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(_file).Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _keeper.Dispose();

    /// <summary>Prefers a newer library than the system's, where one was built.</summary>
    private static void UseNewest(string? libraries)
    {
        var newest = libraries is null ? null : Path.Combine(libraries, "libsqlite3-new.so");
        if (newest is not null && File.Exists(newest))
            NativeLibraries.Redirect(Assembly.GetExecutingAssembly(), SqliteNative.Library, newest);
    }
}
