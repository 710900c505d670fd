using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>Plans subtrees to learn what they would cost, for rewrites that are a matter of cost.</summary>
internal sealed class TrialPlanning(CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>What all rows of a subtree cost whose predicates have been pushed down.</summary>
    public double CostOf(LogicalOperator plan) =>
        new PhysicalPlanner(cardinalities, settings, isConcurrent: false)
            .Plan(new JoinOrdering(cardinalities, settings).Rewrite(plan), PlanRequest.All).Estimate.TotalCost;
}
