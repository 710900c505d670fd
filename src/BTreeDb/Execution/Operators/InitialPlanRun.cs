using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>An uncorrelated subquery that is run before its statement, and the slot that takes its result.</summary>
internal sealed class InitialPlanRun(Operator query, ApplyKind kind, int slot) : IDisposable
{
    /// <summary>Runs the subquery.</summary>
    public void Run(StatementContext context)
    {
        query.Open(context);
        context.Evaluation.OuterValues[slot] = SubqueryResult.Read(query, kind);
        query.Close();
    }

    /// <summary>Ends a run that an error has interrupted.</summary>
    public void Close() => query.Close();

    /// <inheritdoc/>
    public void Dispose() => query.Dispose();
}
