using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The rows of a function whose body is statements. One that returns no set yields its first row, or a row of NULLs.
/// </summary>
internal sealed class RoutineRowsOperator(RoutineSchema routine, ConstantValue[] arguments, SqlType[] columns) : Operator
{
    private readonly SqlType[] _types = Array.ConvertAll(arguments, static argument => argument.Type);
    private readonly Datum[] _values = new Datum[arguments.Length];
    private readonly Batch _nulls = new(Array.ConvertAll(columns, static type => ColumnVector.Create(type, 1)));
    private IRoutineRows? _rows;
    private bool _isAtEnd;
    private StatementContext _context = null!;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isAtEnd = false;
        var isNull = false;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = arguments[i].Evaluate(context);
            isNull |= _values[i].IsNull;
        }

        _rows = isNull && routine.IsStrict
            ? null
            : (context.Evaluation.Routines ?? throw ExpressionErrors.NoRoutines(routine.Name)).Open(routine, _types, _values, columns);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        if (_isAtEnd)
            return null;
        Batch? batch;
        do
        {
            batch = _rows?.Next();
        }
        while (batch is { Count: 0 });
        if (routine.ReturnsSet)
        {
            _isAtEnd = batch is null;
            return batch;
        }

        _isAtEnd = true;
        return batch is null ? RowOfNulls() : FirstOf(batch);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _rows?.Dispose();
        _rows = null;
    }

    private static Batch FirstOf(Batch batch)
    {
        if (batch.Count > 1)
        {
            var first = batch.Selection is null ? 0 : batch.Selection[0];
            batch.OwnSelection()[0] = first;
            batch.Select(batch.OwnSelection(), 1);
        }

        return batch;
    }

    private Batch RowOfNulls()
    {
        foreach (var column in _nulls.Columns)
        {
            column.Clear();
            column.Nulls.SetNull(0);
        }

        _nulls.RowCount = 1;
        _nulls.SelectAll();
        return _nulls;
    }
}
