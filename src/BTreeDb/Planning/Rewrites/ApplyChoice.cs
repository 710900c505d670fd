using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Decides whether a correlated aggregate is better computed for each outer value, by an index on the correlation, than for
/// all groups at once: where few outer rows ask and the inner table is large.
/// </summary>
internal sealed class ApplyChoice(CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>What opening a subquery's operators costs, beside its look-up.</summary>
    private const double OpenCost = 1;

    /// <summary>Estimates are rough, so the advantage must be clear.</summary>
    private const double Advantage = 0.5;

    /// <summary>Whether a scalar apply below a filter shall stay one.</summary>
    public bool IsCheaper(LogicalApply apply, ImmutableArray<BoundExpression> conjuncts)
    {
        if (!settings.EnableIndexScan)
            return false;
        var outerIds = ColumnReferences.IdsOf(apply.Left.Columns);
        var perValue = LookupCost(apply.Right, outerIds);
        if (double.IsInfinity(perValue))
            return false;
        var before = conjuncts.RemoveAll(conjunct => !ColumnReferences.Of(conjunct).IsSubsetOf(outerIds));
        var outerRows = cardinalities.Rows(LogicalFilter.Over(apply.Left, before));
        return outerRows * (OpenCost + perValue) < FullCost(apply.Right) * Advantage;
    }

    /// <summary>The cost of reading the inner rows of one outer value; infinite when no key finds them.</summary>
    private double LookupCost(LogicalOperator plan, HashSet<Binding.ColumnId> outerIds)
    {
        var cheapest = double.PositiveInfinity;
        if (plan is LogicalFilter filter)
        {
            foreach (var conjunct in filter.Conjuncts)
                cheapest = Math.Min(cheapest, LookupCost(filter.Input, conjunct, outerIds));
        }

        foreach (var input in plan.Inputs)
            cheapest = Math.Min(cheapest, LookupCost(input, outerIds));
        return cheapest;
    }

    private double LookupCost(LogicalOperator input, BoundExpression conjunct, HashSet<Binding.ColumnId> outerIds)
    {
        if (!Comparison.IsEquality(conjunct, out var left, out var right))
            return double.PositiveInfinity;
        if (left is not BoundColumn || outerIds.Contains(((BoundColumn)left).Id))
            (left, right) = (right, left);
        if (left is not BoundColumn inner || !ColumnReferences.Of(right).Overlaps(outerIds)
            || ColumnOrigin.Find(input, inner.Id) is not { } origin || !StartsKey(origin))
            return double.PositiveInfinity;
        var rows = cardinalities.TableRows(origin.Get.Table) / cardinalities.Distinct(origin.Get, inner.Id);
        return CostModel.Seek + (rows * (CostModel.FetchRow + CostModel.ScanRow));
    }

    private static bool StartsKey(ColumnOrigin origin)
    {
        var table = origin.Get.Table;
        if (!table.PrimaryKey.IsEmpty && table.PrimaryKey[0].Ordinal == origin.Ordinal)
            return true;
        foreach (var index in table.Indexes)
        {
            if (index.Columns[0].Ordinal == origin.Ordinal)
                return true;
        }

        return false;
    }

    private double FullCost(LogicalOperator plan)
    {
        var cost = plan is LogicalGet get
            ? cardinalities.TableRows(get.Table) * (CostModel.ScanRow + CostModel.HashProbeRow)
            : 0;
        foreach (var input in plan.Inputs)
            cost += FullCost(input);
        return cost;
    }
}
