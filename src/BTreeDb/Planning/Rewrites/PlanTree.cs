using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>Walks over logical plans. Guards the stack as <see cref="Expressions.ExpressionTree"/> does.</summary>
internal static class PlanTree
{
    /// <summary>The node over mapped inputs; the node itself when none changed.</summary>
    public static LogicalOperator MapInputs(LogicalOperator plan, Func<LogicalOperator, LogicalOperator> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var inputs = plan.Inputs;
        ImmutableArray<LogicalOperator>.Builder? changed = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            var mapped = map(inputs[i]);
            if (changed is null && !ReferenceEquals(mapped, inputs[i]))
                changed = inputs.ToBuilder();
            if (changed is not null)
                changed[i] = mapped;
        }
        return changed is null ? plan : plan.WithInputs(changed.MoveToImmutable());
    }
}
