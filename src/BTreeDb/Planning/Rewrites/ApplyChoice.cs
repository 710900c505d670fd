using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
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
        // As push-down will leave it: what stands in an IN or EXISTS above narrows the rows, too.
        var outer = new PredicatePushdown().Rewrite(LogicalFilter.Over(apply.Left, before));
        return DifferentValues(outer, apply.Right) * (OpenCost + perValue) < FullCost(apply.Right) * Advantage;
    }

    /// <summary>How many different outer values ask: each is computed once.</summary>
    private double DifferentValues(LogicalOperator outer, LogicalOperator inner)
    {
        var values = 1.0;
        var used = ColumnReferences.OuterOf(inner);
        foreach (var column in outer.Columns)
        {
            if (used.Contains(column.Id))
                values *= cardinalities.Distinct(outer, column.Id);
        }

        return Math.Min(values, cardinalities.Rows(outer));
    }

    /// <summary>The cost of reading the inner rows of one outer value; infinite when no key finds them.</summary>
    private double LookupCost(LogicalOperator plan, HashSet<ColumnId> outerIds)
    {
        var cheapest = double.PositiveInfinity;
        if (plan is LogicalFilter filter)
        {
            var correlated = Correlated(filter, outerIds);
            foreach (var column in correlated)
            {
                foreach (var key in KeysOf(column.Get.Table))
                    cheapest = Math.Min(cheapest, LookupCost(column.Get, key, correlated));
            }
        }

        foreach (var input in plan.Inputs)
            cheapest = Math.Min(cheapest, LookupCost(input, outerIds));
        return cheapest;
    }

    /// <summary>The columns of tables that a filter sets equal to something of the outer row.</summary>
    private static List<ColumnOrigin> Correlated(LogicalFilter filter, HashSet<ColumnId> outerIds)
    {
        var columns = new List<ColumnOrigin>();
        foreach (var conjunct in filter.Conjuncts)
        {
            if (!Comparison.IsEquality(conjunct, out var left, out var right))
                continue;
            if (left is not BoundColumn leftColumn || outerIds.Contains(leftColumn.Id))
                (left, right) = (right, left);
            if (left is BoundColumn inner && ColumnReferences.Of(right).Overlaps(outerIds)
                && ColumnOrigin.Find(filter.Input, inner.Id) is { } origin)
                columns.Add(origin);
        }

        return columns;
    }

    /// <summary>The cost of a look-up by as many leading columns of a key as are given.</summary>
    private double LookupCost(LogicalGet get, ImmutableArray<IndexColumn> key, List<ColumnOrigin> given)
    {
        var rows = cardinalities.TableRows(get.Table);
        for (var i = 0; i < key.Length; i++)
        {
            if (Distinct(get, key[i].Ordinal, given) is not { } distinct)
                return i == 0 ? double.PositiveInfinity : Cost(rows);
            rows /= Math.Max(1, distinct);
        }

        return Cost(rows);

        double Cost(double rows) => CostModel.Seek
            + (Math.Max(1, rows) * (CostModel.FetchRow + CostModel.ScanRow + cardinalities.MissCost(get.Table)));
    }

    /// <summary>How many values a column has, if it is among the given ones.</summary>
    private double? Distinct(LogicalGet get, int ordinal, List<ColumnOrigin> given) =>
        given.Contains(new ColumnOrigin(get, ordinal))
            ? cardinalities.Distinct(get, get.TableColumns[get.Ordinals.IndexOf(ordinal)].Id)
            : null;

    private static IEnumerable<ImmutableArray<IndexColumn>> KeysOf(TableSchema table)
    {
        if (!table.PrimaryKey.IsEmpty)
            yield return table.PrimaryKey;
        foreach (var index in table.Indexes)
        {
            if (index.PredicateSql is null)
                yield return index.Columns;
        }
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
