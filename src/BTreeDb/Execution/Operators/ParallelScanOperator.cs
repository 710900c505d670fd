using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads parts of a table, as many as the scans beside it leave.</summary>
internal sealed class ParallelScanOperator(ClusteredReader reader) : Operator
{
    private StatementContext _context = null!;
    private ScanMorsels? _morsels;
    private bool _isReading;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Prepare(context);
        _morsels = reader.Divide();
    }

    /// <inheritdoc/>
    public override void OpenBeside(StatementContext context, Operator primary)
    {
        Prepare(context);
        _morsels = context.Part ?? ((ParallelScanOperator)primary)._morsels;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_morsels is not null)
        {
            if (Step(_morsels, out var isEnd) is { } batch)
                return batch;
            if (isEnd)
                return null;
        }

        return null;
    }

    /// <inheritdoc/>
    public override ScanMorsels? Parts => _morsels;

    /// <inheritdoc/>
    public override void StopReading() => _morsels?.Stop();

    /// <inheritdoc/>
    public override void Close()
    {
        reader.End();
        _isReading = false;
        _morsels = null;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        reader.Dispose();
    }

    /// <summary>Reads on; after an error nobody takes more parts.</summary>
    private Batch? Step(ScanMorsels morsels, out bool isEnd)
    {
        isEnd = false;
        var isFine = false;
        try
        {
            _context.CheckCancellation();
            isEnd = !_isReading && !reader.TryStart(morsels);
            _isReading = !isEnd;
            var batch = isEnd ? null : reader.Next();
            isFine = true;
            if (batch is not null || isEnd)
                return batch;
        }
        finally
        {
            if (!isFine)
                morsels.Stop();
        }

        reader.End();
        _isReading = false;
        return null;
    }

    private void Prepare(StatementContext context)
    {
        _context = context;
        _isReading = false;
        reader.Prepare(context);
    }
}
