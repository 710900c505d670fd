using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>Repeats page changes whose meaning the log does not know. The layer that logs them implements it.</summary>
internal interface IPageRedo
{
    /// <summary>Applies a change to a page that is latched exclusively and is as it was before the change.</summary>
    /// <param name="operation">As it was given to the record's builder.</param>
    /// <param name="id">The page's number.</param>
    /// <param name="page">The page's bytes; zero but for its number where the change initializes it.</param>
    /// <param name="payload">As it was given to the record's builder; to be checked.</param>
    /// <exception cref="Diagnostics.EngineException">XX001: the payload does not fit the page.</exception>
    void Apply(byte operation, PageId id, Span<byte> page, ReadOnlySpan<byte> payload);
}
