using BTreeDb.Execution.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// An uncorrelated subquery, and the slot that takes its result: run once for an execution, when an expression asks for the
/// slot first. So an error in it shows only if a row needs it.
/// </summary>
internal sealed class InitialPlanRun(Operator query, ApplyKind kind, int slot, bool isEager) : IPendingValue, IDisposable
{
    private readonly Lock _running = new();
    private StatementContext _context = null!;

    /// <summary>Makes the value wait for an execution.</summary>
    public void Prepare(StatementContext context)
    {
        _context = context;
        context.Evaluation.PendingValues[slot] = this;
    }

    /// <summary>Runs it if it reads what the statement is about to write.</summary>
    public void ResolveFirst()
    {
        if (isEager && _context.Evaluation.PendingValues[slot] == this)
            Resolve();
    }

    /// <inheritdoc/>
    public void Resolve()
    {
        lock (_running)
        {
            if (_context.Evaluation.PendingValues[slot] != this)
                return;
            try
            {
                query.Open(_context);
                _context.Evaluation.OuterValues[slot] = SubqueryResult.Read(query, kind);
            }
            finally
            {
                query.Close();
            }

            // Other threads take the value as soon as nothing is pending.
            Volatile.Write(ref _context.Evaluation.PendingValues[slot], null);
        }
    }

    /// <summary>Ends an execution, and a run that an error has interrupted.</summary>
    public void Close()
    {
        query.Close();
        if (_context is not null && slot < _context.Evaluation.PendingValues.Length)
            _context.Evaluation.PendingValues[slot] = null;
    }

    /// <inheritdoc/>
    public void Dispose() => query.Dispose();
}
