using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// UPDATE. A row that FROM's items match several times is changed once, by the first match, as in PostgreSQL. RETURNING
/// sees the new row's columns, then the input's.
/// </summary>
internal sealed class UpdateOperator : ChangeOperator
{
    private readonly VectorExpression[] _row;
    private readonly int _keyPlace;
    private readonly RowChecks? _checks;
    private readonly RepeatedKeys? _repeats;
    private readonly Batch _newRows;
    private readonly Batch _changed;
    private readonly ImmutableArray<int> _changedColumns;
    private TableWriter? _keepsKeysOf;
    private bool _keepsKeys;

    /// <summary>Updates a table.</summary>
    /// <param name="input">Old rows with their keys.</param>
    /// <param name="table">The table.</param>
    /// <param name="buffer">Keeps the input before the first write, or null.</param>
    /// <param name="keyPlace">The input's column with the row key.</param>
    /// <param name="row">The new value of each table column.</param>
    /// <param name="checks">CHECK constraints, or null.</param>
    /// <param name="returning">RETURNING.</param>
    /// <param name="inputColumns">The number of the input's columns.</param>
    /// <param name="repeats">Remembers rows that may come several times, or null.</param>
    /// <param name="changedColumns">Ordinals of the columns that are assigned to; the others keep their values.</param>
    public UpdateOperator(
        Operator input, TableSchema table, RowBuffer? buffer, int keyPlace, VectorExpression[] row, RowChecks? checks,
        VectorExpression[] returning, int inputColumns, RepeatedKeys? repeats, ImmutableArray<int> changedColumns)
        : base(input, table, buffer, returning)
    {
        (_row, _keyPlace, _checks, _changedColumns) = (row, keyPlace, checks, changedColumns);
        _repeats = repeats;
        _newRows = new Batch(new ColumnVector[row.Length]);
        _changed = new Batch(new ColumnVector[row.Length + inputColumns]);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _repeats?.Begin();
        base.Open(context);
    }

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        _repeats?.Exclude(batch, _keyPlace);
        for (var i = 0; i < _row.Length; i++)
            _newRows.SetColumn(i, _row[i].Evaluate(batch, Context.Evaluation));
        _newRows.SelectAs(batch);
        _checks?.Evaluate(_newRows, Context);
        if (Returns)
        {
            Array.Copy(_newRows.Columns, _changed.Columns, _row.Length);
            Array.Copy(batch.Columns, 0, _changed.Columns, _row.Length, batch.Columns.Length);
        }

        _changed.RowCount = batch.RowCount;
        Write(batch);
        return _changed;
    }

    private void Write(Batch batch)
    {
        var keys = (ColumnVector<TextView>)batch.Columns[_keyPlace];
        var rows = RowList.Of(batch);
        var target = _changed.OwnSelection();
        var count = 0;
        if (!ReferenceEquals(_keepsKeysOf, Writer))
            (_keepsKeysOf, _keepsKeys) = (Writer, Writer.KeepsKeys(_changedColumns.AsSpan()));
        foreach (var row in rows)
        {
            _checks?.Check(_newRows, row, Context);
            var key = keys.Values[keys.IndexOf(row)].Span;
            if (_keepsKeys ? Writer.UpdateInPlace(key, _newRows.Columns, row) : Writer.Update(key, _newRows.Columns, row))
                target[count++] = row;
        }
        _changed.Select(target, count);
        Context.RowsAffected += count;
    }
}
