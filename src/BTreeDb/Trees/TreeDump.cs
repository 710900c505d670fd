using System.Globalization;
using System.Text;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>A tree as text: its pages from the root down, level by level within each subtree, as <see cref="PageDump"/> shows them.</summary>
internal static unsafe class TreeDump
{
    /// <summary>Appends a whole tree.</summary>
    public static void Append(StringBuilder text, TreeStore store, TreeId tree) => AppendPage(text, store, tree.Root, 0);

    private static void AppendPage(StringBuilder text, TreeStore store, PageId id, int depth)
    {
        var copy = new byte[store.PageSize];
        using (var guard = store.Pool.LatchShared(id))
            guard.Bytes.CopyTo(copy);
        var page = new StringBuilder();
        PageDump.Append(page, copy);
        foreach (var line in page.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{line}\n");
        fixed (byte* pointer = copy)
        {
            var node = new InteriorPage(pointer, copy.Length);
            if (node.Node.PageHeader.Type != PageType.Interior)
                return;
            for (var i = 0; i <= node.Count; i++)
                AppendPage(text, store, node.ReadChild(i), depth + 1);
        }
    }
}
