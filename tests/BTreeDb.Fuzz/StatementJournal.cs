using System.Text;

namespace BTreeDb.Fuzz;

/// <summary>Keeps the statement that runs in a file, which tells what ended the process if something does.</summary>
internal sealed class StatementJournal : IDisposable
{
    private readonly FileStream _file;

    public StatementJournal(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Notes the statements since the database was made; the operating system keeps them for a dead process.</summary>
    public void Note(string sql) => _file.Write(Encoding.UTF8.GetBytes(sql + "\n;\n"));

    /// <summary>A new database begins.</summary>
    public void Restart() => _file.SetLength(0);

    /// <summary>Copies the statements until now for a finding; returns the name of the copy.</summary>
    public string Keep(int finding)
    {
        var copy = System.IO.Path.ChangeExtension(Path, $".{finding}.sql");
        File.Copy(Path, copy, overwrite: true);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }
}
