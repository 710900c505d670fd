using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary><c>generate_series</c> over time stamps, by an interval; with a zone in the session's.</summary>
internal sealed class TimestampSeriesOperator(ConstantValue start, ConstantValue stop, ConstantValue step, SqlType type)
    : Operator
{
    private readonly ColumnVector<long> _values = new(type, Batch.DefaultCapacity);
    private Batch? _output;
    private StatementContext _context = null!;
    private long _next;
    private long _last;
    private Interval _step;
    private bool _isAscending;
    private bool _isDone;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _output ??= new Batch([_values]);
        var first = start.Evaluate(context);
        var last = stop.Evaluate(context);
        var by = step.Evaluate(context);
        _isDone = first.IsNull || last.IsNull || by.IsNull;
        if (_isDone)
            return;
        _step = (Interval)by.Reference!;
        if (_step.Span == 0)
            throw OperatorErrors.ZeroStep();
        (_next, _last, _isAscending) = (first.AsInt64(), last.AsInt64(), _step.Span > 0);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
            return null;
        _context.CheckCancellation();
        _values.Clear();
        var count = 0;
        while (count < _values.Capacity && (_isAscending ? _next <= _last : _next >= _last))
        {
            _values.Values[count++] = _next;
            _next = type.Id == TypeId.TimestampTz
                ? IntervalMath.AddZoned(_next, _step, _context.Evaluation.TimeZone)
                : IntervalMath.Add(_next, _step);
        }

        _isDone = count < _values.Capacity;
        _output!.RowCount = count;
        _output.SelectAll();
        return count > 0 ? _output : null;
    }

    /// <inheritdoc/>
    public override void Close() => _isDone = true;
}
