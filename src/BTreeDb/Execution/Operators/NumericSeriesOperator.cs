using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary><c>generate_series</c> over numeric.</summary>
internal sealed class NumericSeriesOperator(ConstantValue start, ConstantValue stop, ConstantValue? step) : Operator
{
    private readonly ColumnVector<Numeric> _values = new(SqlType.Numeric, Batch.DefaultCapacity);
    private Batch _output = null!;
    private StatementContext _context = null!;
    private Numeric _next;
    private Numeric _step;
    private Numeric _last;
    private bool _isDone;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _output ??= new Batch([_values]);
        var first = start.Evaluate(context);
        var last = stop.Evaluate(context);
        var by = step?.Evaluate(context) ?? Datum.FromReference(Numeric.One);
        _isDone = first.IsNull || last.IsNull || by.IsNull;
        if (_isDone)
            return;
        _next = Finite(first, "start value");
        _last = Finite(last, "stop value");
        _step = Finite(by, "step size");
        if (_step.IsZero)
            throw OperatorErrors.ZeroStep();
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
            return null;
        _context.CheckCancellation();
        _values.Clear();
        var count = 0;
        while (count < _values.Capacity && (_step.Sign > 0 ? _next <= _last : _next >= _last))
        {
            _values.Values[count++] = _next;
            _next += _step;
        }
        _isDone = count < _values.Capacity;
        _output.RowCount = count;
        _output.SelectAll();
        return count > 0 ? _output : null;
    }

    /// <inheritdoc/>
    public override void Close() => _isDone = true;

    private static Numeric Finite(Datum datum, string what)
    {
        var value = (Numeric)datum.Reference!;
        return value.IsFinite
            ? value
            : throw OperatorErrors.SeriesNotFinite(what, value.IsNaN ? "NaN" : "infinity");
    }
}
