using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// Writes records into a tree and takes them back, with nothing but trees and log: lets recovery be tested apart from
/// Transactions. The undo payload is the key's length, the key, and the old value with a leading one, or nothing.
/// </summary>
internal sealed class PlainUndo(TreeStore trees, TreeId tree) : ILogicalUndo
{
    private readonly BTree _tree = new(trees, tree);

    public Lsn Undo(TransactionId transaction, Lsn previous, Lsn undoNext, ReadOnlySpan<byte> payload)
    {
        var keyLength = LittleEndian.ReadUInt16(payload, 0);
        var key = payload.Slice(2, keyLength);
        var old = payload[(2 + keyLength)..];
        return Change(LogRecordKind.Compensation, transaction, previous, undoNext, key, old);
    }

    public void Reclaim(TransactionId transaction, ReadOnlySpan<byte> garbage) =>
        throw new InvalidOperationException("nothing is ever left to be freed");

    /// <summary>Puts a value (with a leading one) at a key, or removes the key when the value is empty.</summary>
    public Lsn Change(
        LogRecordKind kind, TransactionId transaction, Lsn previous, Lsn undoNext, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        while (true)
        {
            trees.Log.EnsureSpace(trees.StructureLogBytes);
            using (var leaf = _tree.LatchLeaf(key))
            {
                if (value.IsEmpty || leaf.HasRoomFor(value.Length))
                    return Change(leaf, kind, transaction, previous, undoNext, key, value);
            }

            _tree.Structure.MakeRoom(key, value.Length);
        }
    }

    /// <summary>Gives an emptied page back.</summary>
    public void Tidy(ReadOnlySpan<byte> key) => _tree.Structure.MergeIfUnderfull(key);

    private Lsn Change(
        LeafWriteGuard leaf, LogRecordKind kind, TransactionId transaction, Lsn previous, Lsn undoNext,
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = new LogRecordBuilder(kind, transaction, previous, undoNext);
        try
        {
            var old = leaf.Found ? leaf.Value : default;
            if (kind == LogRecordKind.Change)
            {
                var undo = record.SetUndo(2 + key.Length + old.Length);
                LittleEndian.WriteUInt16(undo, 0, (ushort)key.Length);
                key.CopyTo(undo[2..]);
                old.CopyTo(undo[(2 + key.Length)..]);
            }

            if (value.IsEmpty)
                leaf.Remove(ref record);
            else
                leaf.Put(ref record, new RecordVersion(transaction, RecordFlags.None), value);
            var lsn = trees.Log.Append(ref record);
            leaf.Seal(lsn);
            return lsn;
        }
        finally
        {
            record.Dispose();
        }
    }
}
