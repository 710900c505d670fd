using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>The root of a statement: makes room for outer values, and initial plans and common tables wait to be asked for.</summary>
internal sealed class StatementOperator(
    Operator body, InitialPlanRun[] initialPlans, CommonTableRows[] commonTables, int slotCount) : Operator
{
    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        OuterSlots.Ensure(context.Evaluation, slotCount);
        foreach (var table in commonTables)
            table.Reset(context);
        foreach (var initial in initialPlans)
            initial.Prepare(context);
        body.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next() => body.Next();

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
