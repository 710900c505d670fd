namespace BTreeDb.Bench.Engines;

/// <summary>A database under measurement. Each lives in a process of its own, so that its peak memory can be told.</summary>
internal interface IBenchEngine : IDisposable
{
    /// <summary>Which one it is.</summary>
    EngineKind Kind { get; }

    /// <summary>Name, version and settings, for the report.</summary>
    string Description { get; }

    /// <summary>The type of 64-bit keys; SQLite clusters by a column only under its own spelling.</summary>
    string KeyType { get; }

    /// <summary>Opens a session; each thread has its own.</summary>
    IBenchSession OpenSession();

    /// <summary>Bytes that the tables take on disk once all is written down.</summary>
    long ReadDiskBytes();
}
