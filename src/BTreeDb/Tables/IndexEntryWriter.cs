using BTreeDb.Execution.Vectors;
using BTreeDb.Trees;
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

    /// <summary>Whether what the index computes has to be evaluated for its keys.</summary>
    public bool IsComputed => _evaluator is not null;

    /// <summary>The key of the entry to be inserted.</summary>
    public ByteWriter Key { get; } = new(64);

    /// <summary>What the entry to be inserted looks like.</summary>
    public IndexEntryKind Kind { get; private set; }

    /// <summary>Where the entry to be inserted goes, if that was looked for; else none.</summary>
    public LeafPlace Near { get; private set; }

    /// <summary>The key of the entry to be deleted.</summary>
    public ByteWriter OldKey { get; } = new(64);

    /// <summary>What the entry to be deleted looks like.</summary>
    public IndexEntryKind OldKind { get; private set; }

    /// <summary>Where the entry to be deleted is, if that was looked for; else none.</summary>
    public LeafPlace OldNear { get; private set; }

    /// <summary>Whether old and new entry differ in what finds them.</summary>
    public bool Moves => Kind != OldKind || !Key.Written.SequenceEqual(OldKey.Written);

    /// <summary>Whether a NULL in the row written last keeps it apart from all others.</summary>
    public bool HasNull { get; private set; }

    /// <summary>Writes the key of the entry to be deleted.</summary>
    public void WriteOld(ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        OldKind = Write(OldKey, rowKey, columns, row);
        OldNear = default;
    }

    /// <summary>Writes the key of the entry to be inserted.</summary>
    public void WriteNew(ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        Kind = Write(Key, rowKey, columns, row);
        Near = default;
    }

    /// <summary>
    /// Has the processor fetch the leaf of the entry to be inserted: an index's leaves are seldom in its cache, and there is
    /// the row to be written meanwhile.
    /// </summary>
    public void ApproachNew()
    {
        if (Kind != IndexEntryKind.None)
            Near = Index.Tree.ApproachLeaf(Key.Written);
    }

    /// <summary>As <see cref="ApproachNew"/>, of the entry to be deleted.</summary>
    public void ApproachOld()
    {
        if (OldKind != IndexEntryKind.None)
            OldNear = Index.Tree.ApproachLeaf(OldKey.Written);
    }

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
