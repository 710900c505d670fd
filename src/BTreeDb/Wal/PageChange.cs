using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>One page change of a log record that was read; a view of the reader's buffer.</summary>
internal readonly ref struct PageChange(PageId page, byte operation, PageChangeFlags flags, ReadOnlySpan<byte> payload)
{
    /// <summary>The page.</summary>
    public PageId Page { get; } = page;

    /// <summary>What the layer above does to the page; zero for a full image.</summary>
    public byte Operation { get; } = operation;

    /// <summary>How to apply it.</summary>
    public PageChangeFlags Flags { get; } = flags;

    /// <summary>The operation's operands, or the page image.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;
}
