using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// One way of reading a table, range by range. Made for the table as the first execution finds it, and again should a
/// later one find another.
/// </summary>
internal abstract class TableReader(TableAccessPlan plan) : IDisposable
{
    private Table? _table;
    private KeyPrefixes? _prefixes;

    /// <summary>The bounds of ranges; the caller fills them before <see cref="Start"/>.</summary>
    public KeyBounds Bounds { get; private set; } = null!;

    /// <summary>The plan.</summary>
    protected TableAccessPlan Plan { get; } = plan;

    /// <summary>The tables of this execution.</summary>
    protected TableAccess Access { get; private set; } = null!;

    /// <summary>The reader that a plan asks for.</summary>
    public static TableReader Create(TableAccessPlan plan) => plan switch
    {
        TableScanPlan scan => new ClusteredReader(scan),
        IndexScanPlan scan => new IndexReader(scan),
        _ => new PointReader((PointLookupPlan)plan),
    };

    /// <summary>Prepares for an execution.</summary>
    public virtual void Prepare(StatementContext context)
    {
        Access = context.Tables!;
        // A definition has one table as long as it is in use.
        if (_table is not null && ReferenceEquals(_table.Schema, Plan.Table))
            return;
        var table = Access.GetTable(Plan.Table);
        _table = table;
        Bounds = new KeyBounds(Plan.Table, Key);
        _prefixes = null;
        Make(table);
    }

    /// <summary>The walk through the values of the key's first columns that a skip scan makes; the same for each execution.</summary>
    public KeyPrefixes Prefixes(int columns) => _prefixes ??= Plan is IndexScanPlan scan
        ? PrefixesOf(_table!.GetIndex(scan.Index), columns, scan.IsReverse)
        : new KeyPrefixes(_table!.Tree, _table.Key, columns, ((TableScanPlan)Plan).IsReverse);

    /// <summary>Starts to read a range: the bounds, or everything.</summary>
    public abstract void Start(bool isBounded);

    /// <summary>The next rows of the range; null at its end.</summary>
    public abstract Batch? Next();

    /// <summary>Ends reading the range; safe to repeat.</summary>
    public abstract void End();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The key that the bounds are over.</summary>
    protected abstract System.Collections.Immutable.ImmutableArray<IndexColumn> Key { get; }

    /// <summary>Makes the scan over a table, in place of a former one.</summary>
    protected abstract void Make(Table table);

    private static KeyPrefixes PrefixesOf(TableIndex index, int columns, bool isReverse) =>
        new(index.Tree, index.Columns, columns, isReverse);
}
