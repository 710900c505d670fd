using System.Buffers.Binary;
using BTreeDb.Recovery;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Recovery;

/// <summary>Numbers in the catalog tree of an engine, written without transactions.</summary>
internal sealed class PlainTree(StorageEngine engine)
{
    private readonly BTree _tree = new(engine.Trees, engine.CatalogTree);

    public void Put(int key, int value)
    {
        var keyBytes = Encode(key);
        while (true)
        {
            engine.Log.EnsureSpace(engine.Trees.StructureLogBytes);
            using (var leaf = _tree.LatchLeaf(keyBytes))
            {
                if (leaf.HasRoomFor(sizeof(int)))
                {
                    Put(leaf, Encode(value));
                    return;
                }
            }

            _tree.Structure.MakeRoom(keyBytes, sizeof(int));
        }
    }

    public int? Get(int key)
    {
        var buffer = default(RecordBuffer);
        return _tree.TryRead(Encode(key), ref buffer, out _) ? BinaryPrimitives.ReadInt32BigEndian(buffer.Span) : null;
    }

    private void Put(LeafWriteGuard leaf, byte[] value)
    {
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            leaf.Put(ref record, default, value);
            leaf.Seal(engine.Log.Append(ref record));
        }
        finally
        {
            record.Dispose();
        }
    }

    private static byte[] Encode(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
