namespace BTreeDb.SqlTests;

/// <summary>Where things lie, seen from the test's output folder.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Our own scripts.</summary>
    public static string Scripts => Path.Combine(Root, "tests", "sql");

    /// <summary>A folder of the shared corpora, or null where they are not at hand.</summary>
    public static string? SharedCorpus(string name)
    {
        var shared = Environment.GetEnvironmentVariable("BTREEDB_SHARED");
        foreach (var candidate in (string?[])[shared, Path.Combine(Root, "..", "shared"), "/work/shared"])
        {
            if (candidate is not null && Directory.Exists(Path.Combine(candidate, name)))
                return Path.Combine(candidate, name);
        }

        return null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BTreeDb.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("the tests do not run from inside the repository");
    }
}
