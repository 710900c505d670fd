using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Spilling;

/// <summary>The errors of temporary files.</summary>
internal static class SpillErrors
{
    /// <summary>The operating system refused.</summary>
    public static EngineException Failed(string action, string path, Exception inner) => new(
        SqlState.IoError, $"could not {action} temporary file \"{path}\": {inner.Message}", inner);

    /// <summary>A file that lies in memory has become too large.</summary>
    public static EngineException MemoryExceeded(string path, long limit) => new(
        SqlState.OutOfMemory, $"{path} exceeds {limit} bytes");

    /// <summary>What was read is not what was written.</summary>
    public static EngineException Corrupted(string path, long offset) => new(
        SqlState.DataCorrupted, $"temporary file \"{path}\" is damaged at offset {offset}");
}
