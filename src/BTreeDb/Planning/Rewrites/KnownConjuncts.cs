using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>Conjuncts that every row of a plan satisfies, as far as filters within it say so.</summary>
internal static class KnownConjuncts
{
    /// <summary>The conjuncts of filters whose columns reach the top unchanged.</summary>
    public static List<BoundExpression> Of(LogicalOperator plan)
    {
        var conjuncts = new List<BoundExpression>();
        Collect(plan, conjuncts);
        return conjuncts;
    }

    private static void Collect(LogicalOperator plan, List<BoundExpression> conjuncts)
    {
        switch (plan)
        {
            case LogicalFilter filter:
                conjuncts.AddRange(filter.Conjuncts);
                Collect(filter.Input, conjuncts);
                break;
            case LogicalJoin { Kind: LogicalJoinKind.Inner }:
                Collect(plan.Inputs[0], conjuncts);
                Collect(plan.Inputs[1], conjuncts);
                break;
            case LogicalJoin { Kind: not LogicalJoinKind.Full } or LogicalSort or LogicalLimit or LogicalDistinct
                or LogicalProject or LogicalApply:
                Collect(plan.Inputs[0], conjuncts);
                break;
        }
    }
}
