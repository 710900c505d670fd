using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary><c>generate_series</c> over integers; see <see cref="NumericSeriesOperator"/> for numeric.</summary>
internal sealed class GenerateSeriesOperator(ConstantValue start, ConstantValue stop, ConstantValue? step, SqlType type)
    : Operator
{
    private readonly Batch _output = new([ColumnVector.Create(type)]);
    private StatementContext _context = null!;
    private Int128 _next;
    private Int128 _step;
    private Int128 _last;
    private bool _isDone;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        var first = start.Evaluate(context);
        var last = stop.Evaluate(context);
        var by = step?.Evaluate(context) ?? Datum.FromInt64(1);
        _isDone = first.IsNull || last.IsNull || by.IsNull;
        if (_isDone)
            return;
        if (by.AsInt64() == 0)
            throw OperatorErrors.ZeroStep();
        (_next, _last, _step) = (first.AsInt64(), last.AsInt64(), by.AsInt64());
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
            return null;
        _context.CheckCancellation();
        _output.Columns[0].Clear();
        var count = _output.Columns[0] is ColumnVector<int> integers
            ? Fill(integers.Values)
            : Fill(_output.Columns[0].ValuesOf<long>());
        _output.RowCount = count;
        _output.SelectAll();
        return count > 0 ? _output : null;
    }

    /// <inheritdoc/>
    public override void Close() => _isDone = true;

    private int Fill(int[] target)
    {
        var count = CountLeft(target.Length);
        var (value, by) = ((long)_next, (long)_step);
        for (var i = 0; i < count; i++, value += by)
            target[i] = (int)value;
        _next += _step * count;
        return count;
    }

    private int Fill(long[] target)
    {
        var count = CountLeft(target.Length);
        var (value, by) = ((long)_next, (long)_step);
        for (var i = 0; i < count; i++, value += by)
            target[i] = value;
        _next += _step * count;
        return count;
    }

    private int CountLeft(int capacity)
    {
        var isPast = _step > 0 ? _next > _last : _next < _last;
        _isDone = isPast;
        return isPast ? 0 : (int)Int128.Min(capacity, (_last - _next) / _step + 1);
    }
}
