namespace BTreeDb.Engine;

/// <summary>
/// An open database: one per file in the process, shared by all who acquire it and closed when the last one releases it.
/// <c>:memory:</c> is private to the caller; <c>:memory:name</c> is shared under that name.
/// </summary>
internal sealed class DatabaseEngine
{
    private DatabaseEngine(string path, EngineSettings settings)
    {
        Path = path;
        Settings = settings;
    }

    /// <summary>The full path of the file, or the <c>:memory:</c> name.</summary>
    public string Path { get; }

    /// <summary>The settings it was opened with.</summary>
    public EngineSettings Settings { get; }

    /// <summary>Opens a database, or joins those who have it open. Balanced by <see cref="Release"/>.</summary>
    public static DatabaseEngine Acquire(string path, EngineSettings settings) => new(path, settings);

    /// <summary>Opens a session with the engine's default settings.</summary>
    public Session OpenSession() => OpenSession(Settings);

    /// <summary>Opens a session with defaults of its own.</summary>
    public Session OpenSession(EngineSettings sessionDefaults) => throw new NotSupportedException();

    /// <summary>Gives up one acquisition; the last one closes the database.</summary>
    public void Release() => throw new NotSupportedException();
}
