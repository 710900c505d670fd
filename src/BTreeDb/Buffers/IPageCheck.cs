using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>Refuses pages whose bytes passed their checksum and still make no sense.</summary>
internal interface IPageCheck
{
    /// <summary>Checks a page that was read from the file.</summary>
    /// <exception cref="Diagnostics.EngineException">XX001: the page is malformed.</exception>
    void Check(PageId page, ReadOnlySpan<byte> bytes);
}
