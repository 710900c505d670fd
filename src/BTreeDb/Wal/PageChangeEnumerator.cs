using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>Walks over the page changes of a log record.</summary>
internal ref struct PageChangeEnumerator
{
    private ReadOnlySpan<byte> _rest;
    private int _left;

    /// <summary>Starts before the first change.</summary>
    public PageChangeEnumerator(ReadOnlySpan<byte> changes, int count)
    {
        _rest = changes;
        _left = count;
        Current = default;
    }

    /// <summary>The change at which the enumerator stands.</summary>
    public PageChange Current { get; private set; }

    /// <summary>Whether all announced changes were there and no byte is left over.</summary>
    public readonly bool IsExhausted => _left == 0 && _rest.IsEmpty;

    /// <summary>For <c>foreach</c>.</summary>
    public readonly PageChangeEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next change; false at the end or where the bytes do not suffice.</summary>
    public bool MoveNext()
    {
        if (_left == 0 || _rest.Length < PageChangeHeader.SizeBytes)
            return false;
        ref readonly var header = ref MemoryMarshal.AsRef<PageChangeHeader>(_rest);
        var body = _rest[PageChangeHeader.SizeBytes..];
        if (header.Length > body.Length)
            return false;
        Current = new PageChange(new PageId(header.Page), header.Operation, header.Flags, body[..header.Length]);
        _rest = body[header.Length..];
        _left--;
        return true;
    }
}
