using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BTreeDb.Catalog;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// The tables of an open database: one <see cref="Table"/> per definition in use, one <see cref="TableState"/> per table.
/// Safe for any number of threads.
/// </summary>
internal sealed class TableStore(TransactionSystem transactions, RowCounts rowCounts, IIndexCompiler indexCompiler)
{
    // By reference: a definition is one object in all catalog snapshots that share it, and the entry goes with it.
    private readonly ConditionalWeakTable<TableSchema, Table> _tables = new();
    private readonly ConcurrentDictionary<ObjectId, TableState> _states = new();

    /// <summary>The transactions that tables are read and written in.</summary>
    public TransactionSystem Transactions { get; } = transactions;

    /// <summary>The table that a definition describes.</summary>
    public Table Get(TableSchema schema) => _tables.TryGetValue(schema, out var table)
        ? table
        : _tables.GetValue(schema, s => new Table(s, Transactions, GetState(s.Id), indexCompiler));

    /// <summary>What all versions of a table's definition share.</summary>
    public TableState GetState(ObjectId id) =>
        _states.GetOrAdd(id, static (key, counts) => new TableState(key, counts.Get(key)), rowCounts);

    /// <summary>The locks of tables that have been used; for the view of locks.</summary>
    public IEnumerable<TableLock> Locks
    {
        get
        {
            foreach (var (_, state) in _states)
                yield return state.Lock;
        }
    }

    /// <summary>Forgets a dropped table.</summary>
    public void Forget(ObjectId id)
    {
        _states.TryRemove(id, out _);
        rowCounts.Remove(id);
    }
}
