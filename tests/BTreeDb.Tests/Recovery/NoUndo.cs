using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Recovery;

/// <summary>For tests that write no transactions: restart must find nothing to undo.</summary>
internal sealed class NoUndo : ILogicalUndo
{
    public static ILogicalUndo Over(TreeStore trees) => new NoUndo();

    public Lsn Undo(TransactionId transaction, Lsn previous, Lsn undoNext, ReadOnlySpan<byte> payload) =>
        throw new InvalidOperationException("nothing to undo was logged");

    public void Reclaim(TransactionId transaction, ReadOnlySpan<byte> garbage) =>
        throw new InvalidOperationException("nothing to free was logged");
}
