using System.Runtime.ExceptionServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Runs an aggregation on several threads: the calling one opens its operators, which build hash tables and divide the table;
/// then workers with operators of their own read beside it, and their groups are merged into its.
/// </summary>
internal sealed class ParallelAggregateOperator(AggregateOperator primary, Func<AggregateOperator> createWorker) : Operator
{
    private readonly List<AggregateOperator> _workers = [];
    private StatementContext _context = null!;
    private bool _isRead;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isRead = false;
        primary.IsShared = context.ParallelWorkers > 0 && !context.ForceSpill;
        primary.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead && primary.IsShared)
            ReadShared();
        _isRead = true;
        return primary.Next();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        foreach (var worker in _workers)
            worker.Close();
        primary.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (var worker in _workers)
            worker.Dispose();
        primary.Dispose();
    }

    private void ReadShared()
    {
        while (_workers.Count < _context.ParallelWorkers)
            _workers.Add(createWorker());
        var tasks = new Task<Exception?>[_context.ParallelWorkers];
        for (var i = 0; i < tasks.Length; i++)
        {
            var worker = _workers[i];
            worker.OpenBeside(_context.ForWorker(), primary);
            tasks[i] = Task.Run(() => TryRead(worker));
        }

        // Nobody may be left behind: the workers use what this thread closes.
        var failure = TryRead(primary);
        foreach (var task in tasks)
            failure ??= task.GetAwaiter().GetResult();
        Task.WaitAll(tasks);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        for (var i = 0; i < tasks.Length; i++)
            primary.MergeFrom(_workers[i]);
    }

    /// <summary>Reads a share. After an error the others end with what they are at: there is nothing more to take.</summary>
    private static Exception? TryRead(AggregateOperator aggregate)
    {
        try
        {
            aggregate.ReadInput();
            return null;
        }
#pragma warning disable CA1031 // It is thrown again on the statement's thread.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
