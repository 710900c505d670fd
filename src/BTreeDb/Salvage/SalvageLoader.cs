using BTreeDb.Catalog;
using BTreeDb.Engine;
using BTreeDb.Transactions;

namespace BTreeDb.Salvage;

/// <summary>Inserts the rows of one table, in transactions of bounded size.</summary>
internal sealed class SalvageLoader(DatabaseEngine engine, TableSchema table) : IDisposable
{
    private const int RowsPerTransaction = 10_000;

    private readonly VersionedTree _tree = new(engine.Transactions, table.Tree);
    private Transaction? _transaction;
    private int _pending;

    /// <summary>Rows inserted.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows left out because a row of their key was there.</summary>
    public long Repeated { get; private set; }

    /// <summary>Inserts a row as it lay in the damaged file.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _transaction ??= engine.Transactions.Begin();
        if (_tree.Insert(_transaction, key, value) == InsertOutcome.Inserted)
            Rows++;
        else
            Repeated++;
        if (++_pending == RowsPerTransaction)
            Commit();
    }

    /// <summary>Ends the loading.</summary>
    public void Complete()
    {
        Commit();
        engine.Tables.GetState(table.Id).Rows.Set(Rows);
    }

    /// <inheritdoc/>
    public void Dispose() => _transaction?.Dispose();

    private void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
        _pending = 0;
    }
}
