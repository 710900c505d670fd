using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>DuckDB's C API.</summary>
internal sealed class DuckDbEngine : IBenchEngine
{
    private readonly string _file;
    private readonly EngineOptions _options;
    private nint _database;

    public DuckDbEngine(EngineOptions options)
    {
        _file = Path.Combine(options.Folder, options.Database + ".duckdb");
        _options = options;
        if (options.Libraries is { } libraries)
        {
            NativeLibraries.Redirect(
                Assembly.GetExecutingAssembly(), DuckDbNative.Library, Path.Combine(libraries, DuckDbNative.Library));
        }

        if (DuckDbNative.Open(_file, out _database) != 0)
            throw new InvalidOperationException($"DuckDB cannot open {_file}");
    }

    /// <inheritdoc/>
    public EngineKind Kind => EngineKind.DuckDb;

    /// <inheritdoc/>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"DuckDB {Marshal.PtrToStringUTF8(DuckDbNative.LibraryVersion())} (C API, {Environment.ProcessorCount} threads)");

    /// <inheritdoc/>
    public string KeyType => "bigint";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new DuckDbSession(_database, _options.Folder);

    /// <inheritdoc/>
    public long ReadDiskBytes()
    {
        using var session = OpenSession();
        session.Execute("CHECKPOINT");
        return new FileInfo(_file).Length;
    }

    /// <inheritdoc/>
    public void Dispose() => DuckDbNative.Close(ref _database);
}
