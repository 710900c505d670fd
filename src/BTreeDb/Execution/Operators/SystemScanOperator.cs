using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Hands on the rows of a system relation: computed when the scan is opened, or filled in batch by batch.</summary>
internal sealed class SystemScanOperator(SystemTableSchema table, ImmutableArray<BoundColumnDefinition> columns) : Operator
{
    private readonly Batch _output = new(MakeVectors(columns));
    private StatementContext _context = null!;
    private IReadOnlyList<Datum[]> _rows = [];
    private IRowFiller? _filler;
    private int _next;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _filler = context.SystemRows?.FillerOf(table);
        _rows = _filler is null && context.SystemRows is { } source ? source.RowsOf(table) : [];
        _next = 0;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        if (_filler is not null)
            return FillNext(_filler);
        var count = Math.Min(_rows.Count - _next, Batch.DefaultCapacity);
        if (count <= 0)
            return null;
        for (var c = 0; c < _output.Columns.Length; c++)
        {
            var vector = _output.Columns[c];
            vector.Clear();
            for (var i = 0; i < count; i++)
                vector.SetDatum(i, _rows[_next + i][c]);
        }

        _next += count;
        _output.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _rows = [];
        _filler = null;
    }

    private Batch? FillNext(IRowFiller filler)
    {
        foreach (var vector in _output.Columns)
            vector.Clear();
        var count = filler.Fill(_output.Columns, Batch.DefaultCapacity);
        if (count == 0)
            return null;
        _output.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    private static ColumnVector[] MakeVectors(ImmutableArray<BoundColumnDefinition> columns)
    {
        var vectors = new ColumnVector[columns.Length];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = ColumnVector.Create(columns[i].Type);
        return vectors;
    }
}
