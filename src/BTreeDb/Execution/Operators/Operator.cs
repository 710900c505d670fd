using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A node of a running plan. Built once from a physical plan and used for many executions, one at a time: opened, asked
/// for batches until null, closed. Memory is kept between executions, so that a repeated one allocates nothing.
/// </summary>
internal abstract class Operator : IBatchSource, IDisposable
{
    /// <summary>Starts an execution. The context is valid until <see cref="Close"/>.</summary>
    public abstract void Open(StatementContext context);

    /// <summary>
    /// Starts an execution on a worker's thread, beside an operator of the same plan that was opened before: what that one has
    /// built is borrowed, and both divide what they read. Only for operators of <see cref="Planning.Physical.ParallelPipeline"/>s.
    /// </summary>
    public virtual void OpenBeside(StatementContext context, Operator primary) => Open(context);

    /// <inheritdoc/>
    public abstract Batch? Next();

    /// <summary>
    /// Of an operator that changes rows: reads its input to the end, so that it does not see what other changes of the
    /// statement write before its own turn comes. Nothing to do for others.
    /// </summary>
    public virtual void ReadAhead()
    {
    }

    /// <summary>
    /// Of an operator of a <see cref="Planning.Physical.ParallelPipeline"/>: leaves nothing to take for those that read beside it, because one of
    /// them has failed. May be called by any of their threads.
    /// </summary>
    public virtual void StopReading()
    {
    }

    /// <summary>
    /// Of an operator of a <see cref="Planning.Physical.ParallelPipeline"/> that has been opened: the parts of the table that it reads; null where
    /// nothing was divided.
    /// </summary>
    public virtual Tables.ScanMorsels? Parts => null;

    /// <summary>Ends an execution, also after an error and when opened only in part; safe to repeat.</summary>
    public abstract void Close();

    /// <summary>Gives up everything; the operator is not used again.</summary>
    public virtual void Dispose() => Close();
}
