using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>Writes the keys of an index's entries from rows, computing what the index computes. Used by one thread.</summary>
internal sealed class IndexEntryWriter
{
    private readonly IIndexEvaluator? _evaluator;

    /// <summary>A writer for an index of a table.</summary>
    public IndexEntryWriter(Table table, TableIndex index)
    {
        Index = index;
        _evaluator = index.Schema.IsComputed ? table.IndexCompiler.Compile(table.Schema, index.Schema) : null;
    }

    /// <summary>The index.</summary>
    public TableIndex Index { get; }

    /// <summary>Whether a NULL in the row written last keeps it apart from all others.</summary>
    public bool HasNull { get; private set; }

    /// <summary>Writes the key of a row's entry; nothing when it has none.</summary>
    public IndexEntryKind Write(ByteWriter writer, ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        writer.Reset();
        if (_evaluator is not null && !_evaluator.Evaluate(columns, row))
            return IndexEntryKind.None;
        var key = Index.Schema.Columns;
        var hasNull = false;
        for (var i = 0; i < key.Length; i++)
        {
            hasNull |= key[i].Ordinal >= 0
                ? !VectorKeyWriter.Append(writer, Index.Columns[i], columns[key[i].Ordinal], row)
                : !VectorKeyWriter.Append(writer, Index.Columns[i], _evaluator!.Keys[i]!, 0);
        }

        HasNull = hasNull && !Index.Schema.NullsNotDistinct;
        if (Index.Schema.IsUniqueAtOnce && !HasNull)
            return IndexEntryKind.Unique;
        writer.Append(rowKey);
        return IndexEntryKind.WithRowKey;
    }

    /// <summary><c>(a, lower(b))=(1, abc)</c> of a row, for the details of errors.</summary>
    public string Describe(Table table, ReadOnlySpan<ColumnVector> columns, int row, SessionTimeZone zone)
    {
        var writer = new ByteWriter(32);
        Write(writer, [], columns, row);
        return RowText.OfEncodedKey(table.Schema, Index, writer.Written, zone);
    }
}
