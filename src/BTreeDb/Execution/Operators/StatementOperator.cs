using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The root of a statement: makes room for outer values, and initial plans and common tables wait to be asked for. Beside
/// changes in WITH, all that reads what they write is read first; those that nobody has asked for run when the body has
/// come to its end, the last one first, as in PostgreSQL.
/// </summary>
internal sealed class StatementOperator(
    Operator body, InitialPlanRun[] initialPlans, CommonTableRows[] commonTables, int slotCount, bool isEager,
    RepeatedKeys[] changedRows) : Operator
{
    private StatementContext _context = null!;
    private bool _isComplete;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isComplete = false;
        OuterSlots.Ensure(context.Evaluation, slotCount);
        foreach (var table in commonTables)
            table.Reset(context);
        foreach (var rows in changedRows)
            rows.Clear();
        foreach (var initial in initialPlans)
            initial.Prepare(context);
        foreach (var table in commonTables)
            table.ReadFirst();
        foreach (var initial in initialPlans)
            initial.ResolveFirst();
        body.Open(context);
        if (isEager)
            body.ReadAhead();
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isComplete)
            return null;
        if (body.Next() is { } batch)
            return batch;
        _isComplete = true;
        for (var i = commonTables.Length - 1; i >= 0; i--)
            commonTables[i].Complete();
        return null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        foreach (var initial in initialPlans)
            initial.Close();
        body.Close();
        foreach (var table in commonTables)
            table.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (var initial in initialPlans)
            initial.Dispose();
        body.Dispose();
        foreach (var table in commonTables)
            table.Dispose();
    }
}
