using BTreeDb.Buffers;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Looks for several rows with one key in the index of a deferrable unique constraint, whose entries are those of a plain
/// index. The key is locked by who writes an entry, so that nobody else can write another one before this transaction ends.
/// </summary>
internal sealed class DuplicateSearch
{
    private readonly ByteWriter _upper = new(32);
    private VersionedCursor? _cursor;

    /// <summary>Whether more than one entry begins with a key, as everybody's commits and this transaction have left them.</summary>
    public bool FindsDuplicate(TableAccess access, TableIndex index, ReadOnlySpan<byte> key)
    {
        index.Tree.ReserveKey(access.Transaction, key);
        var own = access.Transaction.UseNewestSnapshot();
        try
        {
            _cursor = access.OpenCursor(index.Tree, _cursor, AccessHint.Normal);
            _upper.Reset();
            _upper.Append(key);
            var hasUpper = KeyEncoding.TryMakeSuccessor(_upper);
            _cursor.Seek(new KeyRange
            {
                HasLower = true, Lower = key, HasUpper = hasUpper, Upper = _upper.Written, UpperExclusive = true,
            });
            return _cursor.MoveNext() && _cursor.MoveNext();
        }
        finally
        {
            access.Transaction.UseSnapshot(own);
        }
    }
}
