using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>A page of its own, pinned, for tests of pure page work.</summary>
internal sealed unsafe class PageBuffer
{
    private readonly byte[] _bytes;

    public PageBuffer(int size) => _bytes = GC.AllocateArray<byte>(size, pinned: true);

    public Span<byte> Bytes => _bytes;

    public SlottedPage Node => new((byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _bytes[0]), _bytes.Length);

    public LeafPage Leaf => new(Node);

    public InteriorPage Interior => new(Node);

    public PageBuffer Clone()
    {
        var clone = new PageBuffer(_bytes.Length);
        Bytes.CopyTo(clone.Bytes);
        return clone;
    }

    public static PageBuffer EmptyLeaf(int size, ReadOnlySpan<byte> lower = default, ReadOnlySpan<byte> upper = default)
    {
        var page = new PageBuffer(size);
        page.Node.Format(new NodeFormat
        {
            Page = new PageId(7),
            Tree = new TreeId(3),
            Level = 0,
            LowerFence = lower,
            UpperFence = upper,
            UpperIsInfinite = upper.IsEmpty,
        });
        return page;
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ulong stamp = 1, RecordFlags flags = RecordFlags.Fresh)
    {
        var slot = Node.LowerBound(key, out var found);
        if (found)
            Leaf.Replace(slot, flags, new TransactionId(stamp), value);
        else
            Leaf.Insert(slot, key[Node.PrefixLength..], flags, new TransactionId(stamp), value);
    }

    public List<(string Key, string Value)> Records()
    {
        var records = new List<(string, string)>();
        for (var i = 0; i < Node.Count; i++)
        {
            var key = new byte[Node.KeyLength(i)];
            Node.CopyKey(i, key);
            records.Add((Convert.ToHexString(key), Convert.ToHexString(Node.Value(i))));
        }

        return records;
    }
}
