using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Pairs each row of its input with the rows that a dependent query yields for it (LATERAL). The input's columns stand in
/// the output as constants, so nothing but the row's own values is copied.
/// </summary>
internal sealed class ApplyRowsOperator : UnaryOperator
{
    private readonly Operator _query;
    private readonly bool _isOuter;
    private readonly int[] _places;
    private readonly int[] _slots;
    private readonly ColumnVector[] _left;
    private readonly ColumnVector[] _missing;
    private readonly Batch _output;
    private Batch? _batch;
    private int _place;
    private bool _isOpen;
    private bool _isFound;

    /// <summary>Applies a query to an input.</summary>
    public ApplyRowsOperator(
        Operator input, Operator query, bool isOuter, int[] places, int[] slots, SqlType[] inputTypes,
        SqlType[] queryTypes)
        : base(input)
    {
        (_query, _isOuter, _places, _slots) = (query, isOuter, places, slots);
        _left = new ColumnVector[inputTypes.Length];
        for (var i = 0; i < _left.Length; i++)
            _left[i] = ColumnVector.Create(inputTypes[i], 1);
        _missing = new ColumnVector[queryTypes.Length];
        for (var i = 0; i < _missing.Length; i++)
        {
            _missing[i] = ColumnVector.Create(queryTypes[i], 1);
            _missing[i].SetConstant(Datum.Null);
        }
        _output = new Batch(new ColumnVector[_left.Length + _missing.Length]);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _batch = null;
        _isOpen = false;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.CheckCancellation();
            if (!_isOpen && !StartRow())
                return null;
            if (_query.Next() is { } batch)
            {
                if (batch.Count == 0)
                    continue;
                _isFound = true;
                return Combine(batch.Columns, batch);
            }
            EndRow();
            if (_isOuter && !_isFound)
                return Combine(_missing, null);
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _query.Close();
        base.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _query.Dispose();
    }

    private bool StartRow()
    {
        while (_batch is null || _place >= _batch.Count)
        {
            _batch = Input.Next();
            _place = 0;
            if (_batch is null)
                return false;
        }
        var row = RowList.Of(_batch)[_place];
        for (var i = 0; i < _left.Length; i++)
        {
            _left[i].Clear();
            _left[i].CopyRow(_batch.Columns[i], row, 0);
            _left[i].IsConstant = true;
        }
        var outer = Context.Evaluation.OuterValues;
        for (var i = 0; i < _slots.Length; i++)
            outer[_slots[i]] = _left[_places[i]].GetDatum(0);
        _query.Open(Context);
        _isOpen = true;
        _isFound = false;
        return true;
    }

    private void EndRow()
    {
        _query.Close();
        _isOpen = false;
        _place++;
    }

    private Batch Combine(ColumnVector[] right, Batch? rows)
    {
        Array.Copy(_left, _output.Columns, _left.Length);
        Array.Copy(right, 0, _output.Columns, _left.Length, right.Length);
        _output.RowCount = rows?.RowCount ?? 1;
        _output.Selection = rows?.Selection;
        _output.SelectionCount = rows?.SelectionCount ?? 0;
        return _output;
    }
}
