using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The pipeline below an operator that reads all of its input before it yields anything, which can be read by several
/// threads: the calling one opens its own operators, which build hash tables and divide the table; workers with operators of
/// their own read beside it. Asked for batches like any other operator, it is read by the caller alone.
/// </summary>
internal sealed class ParallelInputOperator(Operator primary, Func<Operator> createWorker) : Operator
{
    private readonly WorkerOperators<Operator> _workers = new(createWorker);
    private StatementContext _context = null!;

    /// <summary>How many threads read it together; 1 where there are no workers.</summary>
    public int Readers => _context.ParallelWorkers + 1;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        primary.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next() => primary.Next();

    /// <summary>
    /// Reads everything: each reader is given a number below <see cref="Readers"/>, its part of the input, and a context of
    /// its own, and all of them have ended when this returns. They run at the same time.
    /// </summary>
    public void ReadParts(Action<int, IBatchSource, StatementContext> read)
    {
        _workers.Reset();
        _workers.Prepare(_context.ParallelWorkers, _context);
        for (var i = 0; i < _workers.Count; i++)
            _workers[i].OpenBeside(_workers.ContextOf(i), primary);
        ParallelRun.Start(
            _workers.Count,
            reader => read(reader, SourceOf(reader), reader == 0 ? _context : _workers.ContextOf(reader - 1)),
            primary.StopReading);
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

    private Operator SourceOf(int reader) => reader == 0 ? primary : _workers[reader - 1];
}
