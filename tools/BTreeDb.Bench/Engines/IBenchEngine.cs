namespace BTreeDb.Bench.Engines;

/// <summary>A database under measurement, in a folder of its own.</summary>
internal interface IBenchEngine : IDisposable
{
    /// <summary>The name in reports.</summary>
    string Name { get; }

    /// <summary>The type of 64-bit keys; SQLite clusters by a column only under its own spelling.</summary>
    string KeyType { get; }

    /// <summary>Opens a session; each thread has its own.</summary>
    IBenchSession OpenSession();
}
