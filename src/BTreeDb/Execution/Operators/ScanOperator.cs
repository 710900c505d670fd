using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads a table: all of it, or the ranges that a condition selects.</summary>
internal sealed class ScanOperator(TableReader reader, KeyRanges? ranges) : Operator
{
    private readonly Batch _noRow = new([]) { RowCount = 1 };
    private StatementContext _context = null!;
    private bool _isReading;
    private bool _isDone;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isReading = false;
        _isDone = false;
        reader.Prepare(context);
        ranges?.Evaluate(_noRow, context);
        ranges?.Begin(0, reader.Bounds);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        while (!_isDone)
        {
            if (!_isReading && !StartRange())
                break;
            if (reader.Next() is { } batch)
                return batch;
            reader.End();
            _isReading = false;
            _isDone = ranges is null;
        }
        _isDone = true;
        return null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        reader.End();
        _isReading = false;
        _isDone = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        reader.Dispose();
    }

    private bool StartRange()
    {
        if (ranges is not null && !ranges.TryNext(reader.Bounds))
            return false;
        reader.Start(ranges is not null);
        _isReading = true;
        return true;
    }
}
