namespace BTreeDb.Tests.Parsing;

/// <summary>Finds files beside the solution, and the shared corpora where they exist.</summary>
internal static class RepositoryPaths
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder of corpora next to the repository, or null.</summary>
    public static string? Shared(string folder)
    {
        foreach (var candidate in new[] { Path.Combine(Root, "..", "shared", folder), Path.Combine(Root, "..", "..", "shared", folder) })
        {
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BTreeDb.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("BTreeDb.sln not found above the tests");
        return folder;
    }
}
