using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Explain;

namespace BTreeDb.Execution.Operators;

/// <summary>Counts rows and time of another operator, for EXPLAIN ANALYZE.</summary>
internal sealed class MeasuredOperator(Operator inner, PlanMeasurement measurement) : Operator
{
    private TimeProvider _clock = TimeProvider.System;
    private TimeSpan _before;
    private bool _hasStarted;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _clock = context.Evaluation.Clock;
        _before = measurement.Elapsed;
        _hasStarted = false;
        var start = _clock.GetTimestamp();
        inner.Open(context);
        measurement.Elapsed += _clock.GetElapsedTime(start);
        measurement.Loops++;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        var start = _clock.GetTimestamp();
        var batch = inner.Next();
        measurement.Elapsed += _clock.GetElapsedTime(start);
        measurement.Rows += batch?.Count ?? 0;
        if (!_hasStarted)
            measurement.Startup += measurement.Elapsed - _before;
        _hasStarted = true;
        return batch;
    }

    /// <inheritdoc/>
    public override void ReadAhead() => inner.ReadAhead();

    /// <inheritdoc/>
    public override void Close() => inner.Close();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        inner.Dispose();
    }
}
