using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Yields the rows of a pipeline that several threads run over parts of a table, in the order in which one would have yielded
/// them. Threads are at work only while the caller waits for rows: a round takes the next parts, few at first, keeps what they
/// come to, and hands it on part by part.
/// </summary>
/// <param name="primary">Builds hash tables and divides the table; yields what is left when all parts have been taken.</param>
/// <param name="createWorker">Makes the operators of one more thread.</param>
/// <param name="types">The columns' types.</param>
internal sealed class GatherOperator(Operator primary, Func<Operator> createWorker, SqlType[] types) : Operator
{
    /// <summary>Parts that each thread takes in a round, once the first rounds have shown that the rows are wanted.</summary>
    private const int PartsPerThreadMax = 4;

    private readonly WorkerOperators<Operator> _workers = new(createWorker);
    private readonly List<RowBlocks> _kept = [];
    private readonly Batch _output = new(new ColumnVector[types.Length]);
    private StatementContext _context = null!;
    private ScanMorsels? _parts;
    private int _partsPerThread;
    private int _keptCount;
    private int _taken;
    private int _part;
    private int _block;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        primary.Open(context);
        _parts = context.ParallelWorkers > 0 ? primary.Parts : null;
        _partsPerThread = 1;
        _workers.Reset();
        Forget();
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            if (NextKept() is { } batch)
                return batch;
            if (_parts is null || !RunRound(_parts))
                return primary.Next();
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _workers.Close();
        primary.Close();
        Forget();
        _parts = null;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _workers.Dispose();
        foreach (var rows in _kept)
            rows.Dispose();
        primary.Dispose();
    }

    private Batch? NextKept()
    {
        for (; _part < _keptCount; _part++, _block = 0)
        {
            if (_block << RowBlocks.BlockShift >= _kept[_part].Count)
                continue;
            RowBlockView.Show(_kept[_part].Block(_block++), 0, _output);
            return _output;
        }

        return null;
    }

    /// <summary>Lets all threads take parts; false when there are none left.</summary>
    private bool RunRound(ScanMorsels parts)
    {
        Forget();
        var first = parts.Taken;
        var count = Math.Min(parts.Count - first, _partsPerThread * (_context.ParallelWorkers + 1));
        if (count <= 0)
        {
            _parts = null;
            return false;
        }

        _partsPerThread = Math.Min(2 * _partsPerThread, PartsPerThreadMax);
        while (_kept.Count < count)
            _kept.Add(new RowBlocks(types));
        var workers = Math.Min(_context.ParallelWorkers, count - 1);
        _workers.Prepare(workers + 1, _context);
        _taken = 0;
        ParallelRun.Start(workers, reader => Read(reader, parts, first, count), () => Volatile.Write(ref _taken, count));
        parts.TakeTo(first + count);
        _keptCount = count;
        return true;
    }

    private void Read(int reader, ScanMorsels parts, int first, int count)
    {
        var (worker, context) = (_workers[reader], _workers.ContextOf(reader));
        while (Interlocked.Increment(ref _taken) - 1 is var part && part < count)
        {
            context.Part = parts.Only(first + part);
            worker.OpenBeside(context, primary);
            while (worker.Next() is { } batch)
                _kept[part].Append(batch.Columns, RowList.Of(batch), context);
            worker.Close();
        }
    }

    private void Forget()
    {
        for (var i = 0; i < _keptCount; i++)
            _kept[i].Clear();
        _keptCount = _part = _block = 0;
    }
}
