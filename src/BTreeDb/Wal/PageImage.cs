using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// A whole page in a log record: where the page's unused hole begins, how long it is, then the bytes before and after
/// the hole. A restored page has zeros in the hole.
/// </summary>
internal static class PageImage
{
    private const int HeaderBytes = 4;

    /// <summary>The bytes that an image takes.</summary>
    public static int LengthFor(int pageSize, int holeLength) => HeaderBytes + pageSize - holeLength;

    /// <summary>Writes the image of a page; <paramref name="target"/> has the length that it takes.</summary>
    public static void Write(ReadOnlySpan<byte> page, int holeOffset, int holeLength, Span<byte> target)
    {
        LittleEndian.WriteUInt16(target, 0, (ushort)holeOffset);
        LittleEndian.WriteUInt16(target, 2, (ushort)holeLength);
        page[..holeOffset].CopyTo(target[HeaderBytes..]);
        page[(holeOffset + holeLength)..].CopyTo(target[(HeaderBytes + holeOffset)..]);
    }

    /// <summary>Overwrites a page with an image.</summary>
    /// <returns>False, and the page untouched, when the image does not fit the page.</returns>
    public static bool TryRestore(ReadOnlySpan<byte> image, Span<byte> page)
    {
        if (image.Length < HeaderBytes)
            return false;
        var holeOffset = LittleEndian.ReadUInt16(image, 0);
        var holeLength = LittleEndian.ReadUInt16(image, 2);
        if (holeOffset + holeLength > page.Length || image.Length != LengthFor(page.Length, holeLength))
            return false;
        image.Slice(HeaderBytes, holeOffset).CopyTo(page);
        page.Slice(holeOffset, holeLength).Clear();
        image[(HeaderBytes + holeOffset)..].CopyTo(page[(holeOffset + holeLength)..]);
        return true;
    }
}
