using BTreeDb.Catalog;
using BTreeDb.Transactions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>A table under one version of its definition: its row layout, its clustered tree and its indexes.</summary>
internal sealed class Table
{
    private readonly TableIndex[] _indexes;

    public Table(TableSchema schema, TransactionSystem transactions, TableState state, IIndexCompiler indexCompiler)
    {
        IndexCompiler = indexCompiler;
        Schema = schema;
        State = state;
        Key = TableKeys.ClusteredKey(schema);
        Layout = TableLayouts.Current(schema);
        OlderLayouts = TableLayouts.Older(schema);
        Tree = new VersionedTree(transactions, schema.Tree);
        _indexes = new TableIndex[schema.Indexes.Length];
        for (var i = 0; i < _indexes.Length; i++)
        {
            var index = schema.Indexes[i];
            _indexes[i] = new TableIndex(schema, index, Key, new VersionedTree(transactions, index.Tree));
        }
    }

    /// <summary>The definition.</summary>
    public TableSchema Schema { get; }

    /// <summary>How rows lie in bytes.</summary>
    public RowLayout Layout { get; }

    /// <summary>How rows lie that were written under earlier versions of the definition.</summary>
    public OlderLayout[] OlderLayouts { get; }

    /// <summary>How the clustered key is encoded.</summary>
    public KeyColumn[] Key { get; }

    /// <summary>The tree of rows.</summary>
    public VersionedTree Tree { get; }

    /// <summary>The secondary indexes in the order of the definition.</summary>
    public ReadOnlySpan<TableIndex> Indexes => _indexes;

    /// <summary>Compiles what indexes compute.</summary>
    public IIndexCompiler IndexCompiler { get; }

    /// <summary>What all versions of the definition share.</summary>
    public TableState State { get; }

    /// <summary>The index with a definition.</summary>
    public TableIndex GetIndex(IndexSchema schema)
    {
        foreach (var index in _indexes)
        {
            if (index.Schema.Id == schema.Id)
                return index;
        }

        throw new ArgumentException($"table \"{Schema.Name}\" has no index \"{schema.Name}\"", nameof(schema));
    }

    /// <summary>The place of a column in the clustered key, or -1.</summary>
    public int FindInKey(int ordinal)
    {
        for (var i = 0; i < Schema.PrimaryKey.Length; i++)
        {
            if (Schema.PrimaryKey[i].Ordinal == ordinal)
                return i;
        }

        return -1;
    }
}
