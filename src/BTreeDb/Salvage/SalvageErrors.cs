using BTreeDb.Diagnostics;

namespace BTreeDb.Salvage;

/// <summary>The conditions under which nothing is salvaged.</summary>
internal static class SalvageErrors
{
    /// <summary>The new database exists.</summary>
    public static EngineException TargetExists(string path) =>
        new(SqlState.DuplicateFile, $"file \"{path}\" exists already");

    /// <summary>Nothing in the file looks like a page of ours.</summary>
    public static EngineException NoPages(string path) =>
        new(SqlState.DataCorrupted, $"file \"{path}\" has no intact page of a BTreeDb database");
}
