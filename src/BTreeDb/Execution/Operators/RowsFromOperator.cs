using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The rows of several inputs side by side: the first with the first and so on, NULLs where an input has ended, until all
/// have.
/// </summary>
internal sealed class RowsFromOperator : Operator
{
    private readonly Part[] _parts;
    private readonly ColumnVector[] _columns;
    private readonly ColumnVector<long>? _numbers;
    private readonly Batch _output;
    private StatementContext _context = null!;
    private long _row;

    /// <summary>Rows of inputs with columns of these types.</summary>
    public RowsFromOperator(Operator[] inputs, SqlType[][] types, bool isNumbered)
    {
        _parts = new Part[inputs.Length];
        var columns = new List<ColumnVector>();
        for (var i = 0; i < inputs.Length; i++)
        {
            _parts[i] = new Part(inputs[i], columns.Count, types[i].Length);
            foreach (var type in types[i])
                columns.Add(ColumnVector.Create(type));
        }

        if (isNumbered)
            columns.Add(_numbers = new ColumnVector<long>(SqlType.BigInt, Batch.DefaultCapacity));
        _columns = [.. columns];
        _output = new Batch(_columns);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _row = 0;
        foreach (var part in _parts)
            part.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        foreach (var column in _columns)
            column.Clear();
        var count = 0;
        foreach (var part in _parts)
            count = Math.Max(count, part.Fill(_columns));
        if (count == 0)
            return null;
        foreach (var part in _parts)
            part.Pad(_columns, count);
        for (var i = 0; i < count && _numbers is not null; i++)
            _numbers.Values[i] = ++_row;
        _output.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        foreach (var part in _parts)
            part.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (var part in _parts)
            part.Dispose();
    }

    /// <summary>One input, and how far it has been read.</summary>
    private sealed class Part(Operator input, int firstColumn, int columnCount)
    {
        private Batch? _batch;
        private int _place;
        private int _filled;
        private bool _isAtEnd;

        public void Open(StatementContext context)
        {
            _batch = null;
            _isAtEnd = false;
            input.Open(context);
        }

        /// <summary>Copies rows until the vectors are full or the input ends; returns how many.</summary>
        public int Fill(ColumnVector[] targets)
        {
            _filled = 0;
            while (_filled < Batch.DefaultCapacity && Advance())
            {
                var rows = RowList.Of(_batch!);
                var count = Math.Min(rows.Length - _place, Batch.DefaultCapacity - _filled);
                for (var i = 0; i < columnCount; i++)
                    targets[firstColumn + i].Append(_batch!.Columns[i], rows.Slice(_place, count), _filled);
                _place += count;
                _filled += count;
            }

            return _filled;
        }

        /// <summary>Makes the rows behind the input's last one NULL.</summary>
        public void Pad(ColumnVector[] targets, int count)
        {
            for (var i = 0; i < columnCount; i++)
            {
                for (var row = _filled; row < count; row++)
                    targets[firstColumn + i].SetDatum(row, Datum.Null);
            }
        }

        public void Close() => input.Close();

        public void Dispose() => input.Dispose();

        private bool Advance()
        {
            while (!_isAtEnd && (_batch is null || _place >= _batch.Count))
            {
                _batch = input.Next();
                _place = 0;
                _isAtEnd = _batch is null;
            }

            return !_isAtEnd;
        }
    }
}
