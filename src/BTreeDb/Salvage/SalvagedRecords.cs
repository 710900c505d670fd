using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Salvage;

/// <summary>Reads the records of leaves, with their long values, past pages that are lost.</summary>
internal sealed unsafe class SalvagedRecords
{
    private readonly DamagedFile _file;
    private readonly byte[] _page;
    private readonly byte[] _part;
    private byte[] _long = [];

    /// <summary>Reads from a file.</summary>
    public SalvagedRecords(DamagedFile file)
    {
        _file = file;
        _page = new byte[file.PageSize];
        _part = new byte[file.PageSize];
    }

    /// <summary>Takes a record; both spans are good during the call only.</summary>
    public delegate void Taker(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Gives all records of a leaf that are not deleted.</summary>
    /// <returns>The number of records whose long value is lost.</returns>
    public int Read(TreeId tree, SalvagedLeaf source, Taker take)
    {
        var lost = 0;
        if (!_file.TryRead(source.Page, _page))
            return lost;
        fixed (byte* pointer = _page)
        {
            var leaf = new LeafPage(pointer, _page.Length);
            for (var i = 0; i < leaf.Count; i++)
            {
                var flags = leaf.Flags(i);
                if ((flags & RecordFlags.Ghost) != 0)
                    continue;
                var value = leaf.Value(i);
                if ((flags & RecordFlags.Overflow) != 0 && !TryReadChain(tree, ref value))
                    lost++;
                else
                    take(NodeVerifier.Key(leaf.Node, i), value);
            }
        }

        return lost;
    }

    private bool TryReadChain(TreeId tree, ref ReadOnlySpan<byte> value)
    {
        if (!OverflowReference.TryRead(value, out var reference)
            || reference.Length > (long)_file.PageCount * _file.PageSize)
            return false;
        if (_long.Length < reference.Length)
            _long = new byte[reference.Length];
        var length = 0;
        for (var page = reference.First; !page.IsNone && length < reference.Length;)
        {
            if (!_file.TryRead(page, _part) || !new OverflowPage(_part).TryData(tree, out var data)
                || data.IsEmpty || data.Length > reference.Length - length)
                return false;
            data.CopyTo(_long.AsSpan(length));
            length += data.Length;
            page = new OverflowPage(_part).Next;
        }

        value = _long.AsSpan(0, length);
        return length == reference.Length;
    }
}
