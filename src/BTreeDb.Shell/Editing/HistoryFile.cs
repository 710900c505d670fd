namespace BTreeDb.Shell.Editing;

/// <summary>
/// The statements of earlier sessions, one a line, in <c>~/.btreedb_history</c>. A history that cannot be read or written
/// is no reason to stop working.
/// </summary>
internal sealed class HistoryFile
{
    private const int MaxLines = 500;

    private readonly string? _path;

    private HistoryFile(string? path, IReadOnlyList<string> lines)
    {
        _path = path;
        Lines = lines;
    }

    /// <summary>The last statements, oldest first.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Reads the file.</summary>
    public static HistoryFile Load()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length == 0)
            return new(null, []);
        var path = Path.Combine(home, ".btreedb_history");
        try
        {
            if (!File.Exists(path))
                return new(path, []);
            var lines = File.ReadAllLines(path);
            return new(path, lines.Length > MaxLines ? lines[^MaxLines..] : lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, []);
        }
    }

    /// <summary>Adds a statement.</summary>
    public void Append(string line)
    {
        if (_path is null)
            return;
        try
        {
            File.AppendAllText(_path, line + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The session goes on without a history.
        }
    }
}
