using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Walks through the different values that the first columns of a tree's key have, one descent for each: the outer loop of a
/// skip scan, which uses a key though nothing is known of its first columns. Reused for each execution.
/// </summary>
internal sealed class KeyPrefixes(VersionedTree tree, KeyColumn[] key, int columns, bool reverse)
{
    private readonly ByteWriter _current = new(32);
    private VersionedCursor? _cursor;
    private bool _isFirst;

    /// <summary>The encoded values.</summary>
    public ReadOnlySpan<byte> Current => _current.Written;

    /// <summary>Goes before the first values.</summary>
    public void Open(TableAccess access)
    {
        _cursor = access.OpenCursor(tree, _cursor, AccessHint.Normal);
        _isFirst = true;
    }

    /// <summary>Goes to the next values that some row has; false at the end.</summary>
    public bool Next()
    {
        if (!_isFirst && !reverse && !KeyEncoding.TryMakeSuccessor(_current))
            return false;
        _cursor!.Seek(new KeyRange
        {
            HasLower = !_isFirst && !reverse,
            Lower = _current.Written,
            HasUpper = !_isFirst && reverse,
            Upper = _current.Written,
            UpperExclusive = true,
            Reverse = reverse,
        });
        _isFirst = false;
        if (!_cursor.MoveNext())
            return false;
        var found = _cursor.CurrentKey;
        var length = 0;
        for (var i = 0; i < columns; i++)
            length += KeyEncoding.Skip(found[length..], key[i]);
        _current.Reset();
        _current.Append(found[..length]);
        _cursor.End();
        return true;
    }

    /// <summary>Ends the walk; it may be opened again.</summary>
    public void Close() => _cursor?.End();
}
