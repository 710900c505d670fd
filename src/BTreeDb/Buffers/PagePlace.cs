using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// Where somebody has looked at a page, to be looked at again later (<see cref="BufferPool.TryRevisit"/>). A frame's version only
/// grows, so the same frame in the same version is the same page, unchanged.
/// </summary>
internal readonly unsafe struct PagePlace
{
    internal PagePlace(BufferFrame* frame, byte* address, PageId id, ulong version)
    {
        Frame = frame;
        Address = address;
        Id = id;
        Version = version;
    }

    /// <summary>The page; none if this is no place.</summary>
    public PageId Id { get; }

    /// <summary>The frame. Frames stay while the pool lives (B1).</summary>
    internal BufferFrame* Frame { get; }

    /// <summary>The frame's memory.</summary>
    internal byte* Address { get; }

    /// <summary>The frame's version.</summary>
    internal ulong Version { get; }
}
