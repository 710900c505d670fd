using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Access;

/// <summary>
/// Reads a table through several of its keys: for an OR the union of what each branch's key finds, for an AND the
/// intersection of what keys of different conjuncts find. Keys alone are read first, then the rows, in the order of their
/// clustered keys. All conjuncts are left to a filter.
/// </summary>
internal sealed class IndexCombination(AccessPathSelection access, CardinalityEstimator cardinalities)
{
    /// <summary>An OR of more branches is not worth so many plans.</summary>
    private const int BranchesMax = 100;

    private static readonly BoundSortKey _byRowKey = new(
        new BoundColumn(RowFetchPlan.RowKeyColumn.Id, RowFetchPlan.RowKeyColumn.Type, RowFetchPlan.RowKeyColumn.Name), false, false);

    /// <summary>The plans for each OR among the conjuncts, and one for the conjuncts together.</summary>
    public IEnumerable<RowFetchPlan> Plans(LogicalGet get, ImmutableArray<BoundExpression> conjuncts)
    {
        foreach (var conjunct in conjuncts)
        {
            if (conjunct is BoundLogical { IsAnd: false } or && or.Operands.Length <= BranchesMax
                && Union(get, or, conjuncts) is { } union)
                yield return Fetch(get, union);
        }

        if (conjuncts.Length > 1 && Intersection(get, conjuncts) is { } intersection)
            yield return Fetch(get, intersection);
    }

    /// <summary>The row keys of all branches; null when no key serves one of them.</summary>
    private DistinctPlan? Union(LogicalGet get, BoundLogical or, ImmutableArray<BoundExpression> conjuncts)
    {
        var others = conjuncts.Remove(or);
        var parts = ImmutableArray.CreateBuilder<PhysicalPlan>(or.Operands.Length);
        var cost = 0.0;
        var read = 0.0;
        foreach (var branch in or.Operands)
        {
            if (Cheapest(access.KeyPaths(get, Conjunction.Split(branch).AddRange(others))) is not { } part)
                return null;
            parts.Add(part.Plan);
            cost += part.Plan.Estimate.TotalCost;
            read += part.Plan.Estimate.Rows;
        }

        var append = new AppendPlan(
            parts.MoveToImmutable(), [RowFetchPlan.RowKeyColumn], new PlanEstimate(0, cost + read * CostModel.EmitRow, read));
        var rows = Math.Clamp(cardinalities.TableRows(get.Table) * cardinalities.Selectivity(get, [or]), 1, read);
        return new DistinctPlan(append, append.Estimate.Then(read * CostModel.HashBuildRow, rows));
    }

    /// <summary>
    /// The row keys that the most selective key and others find: each further one is taken as long as the rows that it
    /// saves cost more than its entries. Null when one alone is better.
    /// </summary>
    private PhysicalPlan? Intersection(LogicalGet get, ImmutableArray<BoundExpression> conjuncts)
    {
        var paths = access.KeyPaths(get, conjuncts);
        if (paths.Count < 2)
            return null;
        paths.Sort(static (left, right) => left.Plan.Estimate.Rows.CompareTo(right.Plan.Estimate.Rows));
        PhysicalPlan combined = paths[0].Plan;
        var served = paths[0].Match.Served;
        var fetch = CostModel.FetchRow + cardinalities.MissCost(get.Table);
        foreach (var path in paths)
        {
            if (path.Match.Served.Any(conjunct => served.Contains(conjunct)))
                continue;
            var both = served.AddRange(path.Match.Served);
            var rows = Math.Max(1, cardinalities.TableRows(get.Table) * cardinalities.Selectivity(get, both));
            var (left, right) = (combined.Estimate, path.Plan.Estimate);
            var cost = left.TotalCost + right.TotalCost + (left.Rows + right.Rows) * CostModel.HashBuildRow;
            if (cost + rows * fetch >= left.TotalCost + left.Rows * fetch)
                continue;
            combined = new SetOperationPlan(
                SetOperationKind.Intersect, false, combined, path.Plan, [RowFetchPlan.RowKeyColumn],
                new PlanEstimate(cost, cost + rows * CostModel.EmitRow, rows));
            served = both;
        }

        return combined is SetOperationPlan ? combined : null;
    }

    private static AccessPath? Cheapest(List<AccessPath> paths) =>
        paths.MinBy(static path => path.Plan.Estimate.TotalCost);

    private RowFetchPlan Fetch(LogicalGet get, PhysicalPlan rowKeys)
    {
        var rows = rowKeys.Estimate.Rows;
        var sorted = new SortPlan(
            rowKeys, [_byRowKey], rowKeys.Estimate.ThenBlocking(CostModel.Sort(rows), rows * CostModel.EmitRow, rows));
        return new RowFetchPlan(
            sorted, get.Table, get.Alias, get.Ordinals, get.RowKey is not null, get.Columns,
            sorted.Estimate.Then(rows * (CostModel.FetchRow + CostModel.ScanRow + cardinalities.MissCost(get.Table)), rows));
    }
}
