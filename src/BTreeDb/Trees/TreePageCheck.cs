using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Checks tree pages as they come from the file. A checksum tells that the bytes are those that were written, not that
/// they were right; everything above works with pointers, so nothing malformed may get past here.
/// </summary>
/// <param name="path">The database file, for messages.</param>
internal sealed unsafe class TreePageCheck(string path) : IPageCheck
{
    /// <inheritdoc/>
    public void Check(PageId page, ReadOnlySpan<byte> bytes)
    {
        ref readonly var header = ref PageHeader.Of(bytes);
        if (header.Type is not (PageType.Leaf or PageType.Interior))
            return;
        if (header.FormatVersion != NodeFormat.Version)
            throw FileErrors.BadPage(path, page, $"it has format {header.FormatVersion} of tree pages", bytes);
        fixed (byte* pointer = bytes)
        {
            var node = new SlottedPage(pointer, bytes.Length);
            if (!node.IsWellFormed() || (node.Level == 0) != (header.Type == PageType.Leaf))
                throw FileErrors.BadPage(path, page, "its slots do not describe records", bytes);
        }
    }
}
