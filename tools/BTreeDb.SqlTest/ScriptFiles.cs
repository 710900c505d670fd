namespace BTreeDb.SqlTest;

/// <summary>Finds the scripts that the command line names.</summary>
internal static class ScriptFiles
{
    private static readonly string[] Patterns = ["*.test", "*.slt"];

    /// <summary>Returns the files as given, and those in folders in a fixed order.</summary>
    /// <exception cref="FileNotFoundException">A path leads nowhere, or a folder holds no script.</exception>
    public static List<string> Find(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
                files.Add(path);
            else if (Directory.Exists(path))
                AddFolder(path, files);
            else
                throw new FileNotFoundException($"{path}: no such file or folder", path);
        }

        return files;
    }

    private static void AddFolder(string folder, List<string> files)
    {
        var found = new List<string>();
        foreach (var pattern in Patterns)
            found.AddRange(Directory.GetFiles(folder, pattern, SearchOption.AllDirectories));
        if (found.Count == 0)
            throw new FileNotFoundException($"{folder}: no *.test or *.slt in it", folder);
        found.Sort(string.CompareOrdinal);
        files.AddRange(found);
    }
}
