using BTreeDb.Execution.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>The outer values of an execution: one array for the whole statement, made once.</summary>
internal static class OuterSlots
{
    /// <summary>Makes room for the slots of a statement.</summary>
    public static void Ensure(EvaluationContext context, int count)
    {
        if (context.OuterValues.Length < count)
        {
            context.OuterValues = new Datum[count];
            context.PendingValues = new IPendingValue?[count];
        }
    }
}
