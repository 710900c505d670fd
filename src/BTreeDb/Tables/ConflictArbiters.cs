using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// The unique keys of a table by which ON CONFLICT tells whether a row exists already: looks for a row with the same key,
/// committed or the transaction's own, and waits for who is about to write one.
/// </summary>
internal sealed class ConflictArbiters
{
    private readonly Table _table;
    private readonly IndexEntryWriter?[] _arbiters;
    private readonly ByteWriter _key = new(32);
    private RecordBuffer _found;
    private bool _isInKey;

    /// <summary>The arbiters of a table; null among them is the primary key.</summary>
    public ConflictArbiters(Table table, ReadOnlySpan<IndexSchema?> arbiters)
    {
        _table = table;
        _arbiters = new IndexEntryWriter?[arbiters.Length];
        for (var i = 0; i < arbiters.Length; i++)
            _arbiters[i] = arbiters[i] is { } index ? new IndexEntryWriter(table, table.GetIndex(index)) : null;
    }

    /// <summary>The clustered key of the row that was found.</summary>
    public ReadOnlySpan<byte> RowKey => _isInKey ? _key.Written : _found.Span;

    /// <summary>
    /// Looks for a row with the same key as row <paramref name="row"/> of the vectors. Under snapshot isolation one that the
    /// snapshot does not see is a conflict of transactions: 40001.
    /// </summary>
    public bool FindsConflict(TableAccess access, ReadOnlySpan<ColumnVector> columns, int row)
    {
        foreach (var arbiter in _arbiters)
        {
            if (!TryFind(access, arbiter, columns, row))
                continue;
            if (access.Transaction.Isolation != IsolationLevel.ReadCommitted && !IsSeen(access))
                TransactionErrors.ThrowConcurrentUpdate();
            return true;
        }

        return false;
    }

    private bool TryFind(TableAccess access, IndexEntryWriter? arbiter, ReadOnlySpan<ColumnVector> columns, int row)
    {
        _isInKey = arbiter is null;
        if (arbiter is not null)
        {
            if (arbiter.Index.Schema.IsDeferrable)
                throw TableErrors.DeferrableArbiter();
            return arbiter.Write(_key, [], columns, row) == IndexEntryKind.Unique
                && arbiter.Index.Tree.TryGetNewest(access.Transaction, _key.Written, ref _found);
        }

        _key.Reset();
        TableWriter.WriteKey(_table, _key, columns, row);
        return _table.Tree.TryGetNewest(access.Transaction, _key.Written, ref _found);
    }

    private bool IsSeen(TableAccess access)
    {
        var scratch = default(RecordBuffer);
        return _table.Tree.Contains(access.Transaction, RowKey, ref scratch);
    }
}
