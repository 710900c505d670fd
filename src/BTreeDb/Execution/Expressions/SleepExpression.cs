using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>pg_sleep and pg_sleep_for: waits once for each row, until the statement is cancelled.</summary>
internal sealed class SleepExpression(VectorExpression duration, SqlType type, int capacity) : VectorExpression(type)
{
    private readonly ColumnVector<TextView> _result = new(type, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var durations = duration.Evaluate(batch, context);
        _result.Clear();
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = batch.Selection is { } selection ? selection[i] : i;
            if (durations.IsNull(row))
                _result.Nulls.SetNull(row);
            else
                Sleep(SecondsOf(durations.GetDatum(row)), context);
            _result.Values[row] = default;
        }

        return _result;
    }

    private double SecondsOf(in Datum value)
    {
        if (duration.Type.Id != TypeId.Interval)
            return value.AsDouble();
        var interval = value.AsInterval();
        return (((interval.Months * 30.0) + interval.Days) * 86400) + ((double)interval.Micros / TimestampMath.MicrosPerSecond);
    }

    private static void Sleep(double seconds, EvaluationContext context)
    {
        if (!(seconds > 0))
            return;
        context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue / 1000)));
        context.Cancellation.ThrowIfCancellationRequested();
    }
}
