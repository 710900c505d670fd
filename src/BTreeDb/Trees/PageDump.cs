using System.Globalization;
using System.Text;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Pages as text: one line for the page, one for each record. The text depends on content alone, not on where in the
/// page a record lies, so that golden files stay true when the layout's details change.
/// </summary>
internal static unsafe class PageDump
{
    private const int MaxBytesShown = 24;

    /// <summary>Appends a page.</summary>
    public static void Append(StringBuilder text, ReadOnlySpan<byte> page)
    {
        fixed (byte* pointer = page)
        {
            var header = PageHeader.Of(page);
            if (header.Type is PageType.Leaf or PageType.Interior && !new SlottedPage(pointer, page.Length).IsWellFormed())
            {
                text.Append(CultureInfo.InvariantCulture, $"malformed tree page {header.PageIdValue}\n");
                return;
            }

            switch (header.Type)
            {
                case PageType.Leaf:
                    AppendLeaf(text, new LeafPage(pointer, page.Length));
                    break;
                case PageType.Interior:
                    AppendInterior(text, new InteriorPage(pointer, page.Length));
                    break;
                case PageType.AllocationMap:
                    AppendMap(text, header, new AllocationMapPage(new Span<byte>(pointer, page.Length)), page.Length);
                    break;
                case PageType.Overflow:
                    AppendOverflow(text, header, new OverflowPage(new Span<byte>(pointer, page.Length)));
                    break;
                default:
                    text.Append(CultureInfo.InvariantCulture, $"{(header.Type == PageType.Meta ? "meta" : "free")} {header.PageIdValue}\n");
                    break;
            }
        }
    }

    private static void AppendLeaf(StringBuilder text, LeafPage leaf)
    {
        AppendNodeLine(text, "leaf", leaf.Node);
        text.Append(CultureInfo.InvariantCulture, $" left {leaf.Left} right {leaf.Right} newest {leaf.NewestStamp}\n");
        for (var i = 0; i < leaf.Count; i++)
        {
            AppendKey(text, leaf.Node, i);
            text.Append(CultureInfo.InvariantCulture, $" @{leaf.Stamp(i)}");
            AppendFlags(text, leaf.Flags(i));
            AppendValue(text, leaf, i);
            text.Append('\n');
        }
    }

    private static void AppendInterior(StringBuilder text, InteriorPage page)
    {
        AppendNodeLine(text, "interior", page.Node);
        text.Append(CultureInfo.InvariantCulture, $" level {page.Node.Level}\n");
        for (var i = 0; i < page.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  -> {page.ReadChild(i)}\n");
            AppendKey(text, page.Node, i);
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"  -> {page.ReadChild(page.Count)}\n");
    }

    private static void AppendNodeLine(StringBuilder text, string kind, SlottedPage node)
    {
        text.Append(CultureInfo.InvariantCulture, $"{kind} {node.PageHeader.PageIdValue} tree {node.PageHeader.TreeIdValue} [");
        AppendBytes(text, node.LowerFence);
        text.Append(" .. ");
        if (node.UpperIsInfinite)
            text.Append("end");
        else
            AppendBytes(text, node.UpperFence);
        text.Append(") prefix ").Append(node.PrefixLength).Append(" free ").Append(node.FreeBytes);
    }

    private static void AppendKey(StringBuilder text, SlottedPage node, int index)
    {
        Span<byte> key = stackalloc byte[node.PageSize];
        var length = node.CopyKey(index, key);
        text.Append("  ");
        AppendBytes(text, key[..length]);
    }

    private static void AppendFlags(StringBuilder text, RecordFlags flags)
    {
        if ((flags & RecordFlags.Fresh) != 0)
            text.Append(" fresh");
        if ((flags & RecordFlags.Ghost) != 0)
            text.Append(" ghost");
    }

    private static void AppendValue(StringBuilder text, LeafPage leaf, int index)
    {
        if ((leaf.Flags(index) & RecordFlags.Ghost) != 0)
            return;
        text.Append(" = ");
        if ((leaf.Flags(index) & RecordFlags.Overflow) != 0
            && OverflowReference.TryRead(leaf.Value(index), out var reference))
        {
            text.Append(CultureInfo.InvariantCulture, $"{reference.Length} bytes from page {reference.First}");
            return;
        }

        AppendBytes(text, leaf.Value(index));
    }

    private static void AppendMap(StringBuilder text, in PageHeader header, AllocationMapPage map, int pageSize)
    {
        text.Append(CultureInfo.InvariantCulture, $"allocation map {header.PageIdValue} used");
        var coverage = AllocationMapPage.Coverage(pageSize);
        for (uint i = 0; i < coverage; i++)
        {
            if (!map.IsUsed(i))
                continue;
            var first = i;
            while (i + 1 < coverage && map.IsUsed(i + 1))
                i++;
            text.Append(CultureInfo.InvariantCulture, $" {first}");
            if (i > first)
                text.Append(CultureInfo.InvariantCulture, $"-{i}");
        }

        text.Append(map.HasNext ? " and more\n" : "\n");
    }

    private static void AppendOverflow(StringBuilder text, in PageHeader header, OverflowPage page)
    {
        text.Append(CultureInfo.InvariantCulture, $"overflow {header.PageIdValue} tree {header.TreeIdValue} next {page.Next} data ");
        if (page.TryData(new TreeId(header.TreeIdValue), out var data))
            AppendBytes(text, data);
        text.Append('\n');
    }

    /// <summary>Text as it is where it is plain ASCII, everything else in hexadecimal; long strings are cut.</summary>
    private static void AppendBytes(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var shown = bytes.Length > MaxBytesShown ? bytes[..MaxBytesShown] : bytes;
        if (IsPlain(shown))
            text.Append('"').Append(Encoding.ASCII.GetString(shown)).Append('"');
        else
            text.Append(Convert.ToHexStringLower(shown));
        if (shown.Length < bytes.Length)
            text.Append(CultureInfo.InvariantCulture, $"... ({bytes.Length} bytes)");
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is < 0x20 or > 0x7e or (byte)'"')
                return false;
        }

        return true;
    }
}
