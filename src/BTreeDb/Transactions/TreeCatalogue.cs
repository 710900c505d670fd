using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>Creates and drops trees, transactionally. Which trees there are, the layer above remembers.</summary>
internal static unsafe class TreeCatalogue
{
    /// <summary>Makes an empty tree. It is gone if the transaction rolls back.</summary>
    public static TreeId CreateTree(Transaction transaction)
    {
        transaction.PrepareWrite();
        var store = transaction.System.Store;
        store.Log.EnsureSpace(store.StructureLogBytes);
        Span<PageId> ids = stackalloc PageId[1];
        using var reservation = store.Allocator.Reserve(ids);
        using var root = store.Pool.LatchNew(ids[0]);
        var tree = new TreeId(ids[0].Value);
        var record = new LogRecordBuilder(LogRecordKind.Change, transaction.Id, transaction.LastLsn);
        try
        {
            var page = new SlottedPage(root.Page, store.PageSize);
            page.Format(NodeFormat.EmptyRoot(tree));
            TreeChange.NodeImage(ref record, page);
            reservation.Mark(ref record, ids, used: true);
            var undo = new UndoPayload { Kind = VersionKind.CreatedTree, Tree = tree };
            undo.Write(record.SetUndo(undo.Length));
            transaction.AddVersion(undo, isLinked: false);
            var lsn = store.Log.Append(ref record);
            root.MarkDirty(lsn);
            reservation.Seal(lsn);
            transaction.LastLsn = lsn;
            return tree;
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>
    /// Drops a tree. Older snapshots go on reading it; its pages are given back when the transaction has committed and
    /// nobody needs them. The caller makes sure that nobody writes to it any more.
    /// </summary>
    public static void DropTree(Transaction transaction, TreeId tree)
    {
        Invariant.Holds(tree.Root != DatabaseFile.CatalogRoot, "X7");
        transaction.PrepareWrite();
        transaction.AddVersion(new UndoPayload { Kind = VersionKind.DroppedTree, Tree = tree }, isLinked: false);
    }
}
