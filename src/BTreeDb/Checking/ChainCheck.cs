using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Checking;

/// <summary>
/// Follows the chains of long values that a leaf refers to. While the leaf is latched none of them can be given back.
/// </summary>
internal sealed unsafe class ChainCheck(
    TreeStore store, DatabaseFile file, CheckFindings findings, AllocationCheck allocation, string name, TreeId tree)
{
    /// <summary>Checks all chains of a latched leaf.</summary>
    public void Check(PageId id, LeafPage leaf)
    {
        for (var i = 0; i < leaf.Count; i++)
        {
            if ((leaf.Flags(i) & (RecordFlags.Overflow | RecordFlags.Ghost)) != RecordFlags.Overflow)
                continue;
            if (OverflowReference.TryRead(leaf.Value(i), out var reference))
                Follow(id, reference);
            else
                findings.Add(CheckKind.Tree, name, id, $"the reference to a long value in slot {i} is malformed");
        }
    }

    private void Follow(PageId leaf, OverflowReference reference)
    {
        var page = reference.First;
        long length = 0;
        while (!page.IsNone && length < reference.Length)
        {
            if (page.Value < DatabaseFile.FixedPageCount || page.Value >= file.PageCount)
                break;
            allocation.Reach(page, name);
            if (!TryPart(page, out var part, out var next))
                return;
            length += part;
            page = next;
        }

        if (length != reference.Length || !page.IsNone)
        {
            findings.Add(
                CheckKind.Tree, name, leaf, $"the long value from page {reference.First} on is not {reference.Length} bytes long");
        }
    }

    private bool TryPart(PageId page, out int length, out PageId next)
    {
        length = 0;
        next = default;
        try
        {
            using var guard = store.Pool.LatchShared(page, AccessHint.Scan);
            var view = new OverflowPage(new Span<byte>(guard.Page, store.PageSize));
            if (view.TryData(tree, out var data) && !data.IsEmpty)
            {
                length = data.Length;
                next = view.Next;
                return true;
            }

            findings.Add(CheckKind.Tree, name, page, $"it is not part of a long value of tree {tree}");
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            findings.AddUnreadable(name, page, damage);
        }

        return false;
    }
}
