using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>The errors of this folder, one factory per condition.</summary>
internal static class BufferErrors
{
    /// <summary>Every frame is latched or cannot be written.</summary>
    public static EngineException NoFrame(int frames) =>
        new(SqlState.OutOfMemory, $"no unpinned buffers available among {frames}")
        {
            Hint = "Increase the cache size.",
        };

    /// <summary>A page was asked for that the file does not have.</summary>
    public static EngineException BeyondEnd(string path, PageId page) =>
        FileErrors.BadPage(path, page, "lies beyond the end of the file");
}
