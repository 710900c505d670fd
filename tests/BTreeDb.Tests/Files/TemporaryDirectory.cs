namespace BTreeDb.Tests.Files;

/// <summary>A directory for one test, removed with everything in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("btreedb-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
