using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Runs an aggregation on several threads: the calling one opens its operators, which build hash tables and divide the table;
/// then workers with operators of their own read beside it, and their groups are merged into its.
/// </summary>
internal sealed class ParallelAggregateOperator(AggregateOperator primary, Func<AggregateOperator> createWorker) : Operator
{
    private readonly WorkerOperators<AggregateOperator> _workers = new(createWorker);
    private StatementContext _context = null!;
    private bool _isRead;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isRead = false;
        primary.Readers = context.ParallelWorkers + 1;
        primary.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead && primary.Readers > 1)
            ReadShared();
        _isRead = true;
        return primary.Next();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _workers.Close();
        primary.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _workers.Dispose();
        primary.Dispose();
    }

    private void ReadShared()
    {
        var count = _context.ParallelWorkers;
        _workers.Reset();
        _workers.Prepare(count, _context);
        for (var i = 0; i < count; i++)
        {
            _workers[i].Readers = primary.Readers;
            _workers[i].OpenBeside(_workers.ContextOf(i), primary);
        }

        ParallelRun.Start(count, Read, primary.StopReading);
        primary.MergeFrom(_workers);
    }

    private void Read(int reader) => (reader == 0 ? primary : _workers[reader - 1]).ReadInput();
}
