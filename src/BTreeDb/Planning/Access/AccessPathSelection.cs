using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Access;

/// <summary>
/// Chooses how to read a table: all of it, a part of the primary key, a part of an index, or parts of several keys; in the
/// wanted order if that costs less than sorting.
/// </summary>
internal sealed class AccessPathSelection(CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>The share of a table's rows that a skip scan reads at most.</summary>
    private const double SkipShareMax = 0.5;

    /// <summary>The cheapest plan for the rows of a table that satisfy all conjuncts.</summary>
    public PhysicalPlan Select(
        LogicalOperator source, LogicalGet get, ImmutableArray<BoundExpression> conjuncts, PlanRequest request)
    {
        var rows = cardinalities.Rows(source);
        PhysicalPlan? best = null;
        var bestCost = double.MaxValue;
        foreach (var path in Paths(get, conjuncts, request))
            Consider(Filtered(path.Plan, path.Match.Residual, rows));
        if (settings.EnableIndexScan)
        {
            foreach (var combined in new IndexCombination(this, cardinalities).Plans(get, conjuncts))
                Consider(Filtered(combined, conjuncts, rows));
        }

        return best!;

        void Consider(PhysicalPlan plan)
        {
            var cost = request.CostOf(plan);
            if (cost < bestCost)
                (best, bestCost) = (plan, cost);
        }
    }

    /// <summary>
    /// The keys that serve some of the conjuncts, each as a plan that yields clustered keys only
    /// (<see cref="RowFetchPlan.RowKeyColumn"/>).
    /// </summary>
    public List<AccessPath> KeyPaths(LogicalGet get, ImmutableArray<BoundExpression> conjuncts)
    {
        var paths = new List<AccessPath>();
        var matching = new KeyMatching(get, conjuncts);
        if (!matching.HasCandidates)
            return paths;
        if (!get.Table.PrimaryKey.IsEmpty)
            Add(matching.Match(get.Table.PrimaryKey), match => ByPrimaryKey(get, match, false));
        foreach (var index in get.Table.Indexes)
        {
            if (HasAllRows(get, index, conjuncts))
                Add(matching.Match(index.Columns), match => ByIndex(get, index, match, false));
        }

        return paths;

        void Add(KeyMatch match, Func<KeyMatch, AccessPath> read)
        {
            if (match.Condition is not null)
                paths.Add(RowKeysOf(read(match)));
        }
    }

    private static AccessPath RowKeysOf(AccessPath path)
    {
        ImmutableArray<BoundColumnDefinition> columns = [RowFetchPlan.RowKeyColumn];
        var (plan, match) = path;
        var rows = plan.Estimate.Rows;
        TableAccessPlan keys = plan switch
        {
            IndexScanPlan scan => scan with
            {
                Ordinals = [],
                WithRowKey = true,
                IsIndexOnly = true,
                Columns = columns,
                Estimate = new PlanEstimate(
                    0, match.RangeCount * CostModel.Seek + rows * CostModel.ScanRow * IndexCoverage.OnlyDiscount, rows),
            },
            TableScanPlan scan => scan with { Ordinals = [], WithRowKey = true, Columns = columns },
            _ => ((PointLookupPlan)plan) with { Ordinals = [], WithRowKey = true, Columns = columns },
        };
        return path with { Plan = keys };
    }

    /// <summary>
    /// The cheapest way to look rows up by conjuncts whose values come from an outer row; null when no key serves any.
    /// </summary>
    public AccessPath? SelectLookup(LogicalGet get, ImmutableArray<BoundExpression> conjuncts)
    {
        if (!settings.EnableIndexScan)
            return null;
        AccessPath? best = null;
        var matching = new KeyMatching(get, conjuncts);
        if (!matching.HasCandidates)
            return null;
        if (!get.Table.PrimaryKey.IsEmpty)
            best = Better(best, ByPrimaryKey(get, matching.Match(get.Table.PrimaryKey), false));
        foreach (var index in get.Table.Indexes)
        {
            if (HasAllRows(get, index, conjuncts))
                best = Better(best, ByIndex(get, index, matching.Match(index.Columns), false));
        }
        return best;
    }

    private static AccessPath? Better(AccessPath? best, AccessPath candidate) =>
        !candidate.Match.Condition?.Equalities.IsEmpty ?? false
            ? best is null || candidate.Plan.Estimate.TotalCost < best.Plan.Estimate.TotalCost ? candidate : best
            : best;

    private List<AccessPath> Paths(LogicalGet get, ImmutableArray<BoundExpression> conjuncts, PlanRequest request)
    {
        var none = new KeyMatch(null, [], conjuncts, false, 1);
        var paths = new List<AccessPath>();
        var matching = new KeyMatching(get, settings.EnableIndexScan ? conjuncts : []);
        if (get.Table.PrimaryKey.IsEmpty)
        {
            paths.Add(ByPrimaryKey(get, none, false));
        }
        else
        {
            var match = matching.HasCandidates ? matching.Match(get.Table.PrimaryKey) : none;
            paths.Add(ByPrimaryKey(get, match, false));
            if (IsReverseWanted(get, get.Table.PrimaryKey, match, request))
                paths.Add(ByPrimaryKey(get, match, true));
            if (SkipMatch(get, get.Table.PrimaryKey, matching) is { } skipping)
                paths.Add(ByPrimaryKey(get, skipping, IsReverseWanted(get, get.Table.PrimaryKey, skipping, request)));
        }
        if (settings.EnableIndexScan)
            AddIndexPaths(get, conjuncts, matching, none, request, paths);
        return paths;
    }

    private void AddIndexPaths(
        LogicalGet get, ImmutableArray<BoundExpression> conjuncts, KeyMatching matching, KeyMatch none,
        PlanRequest request, List<AccessPath> paths)
    {
        foreach (var index in get.Table.Indexes)
        {
            if (!HasAllRows(get, index, conjuncts))
                continue;
            var match = matching.HasCandidates ? matching.Match(index.Columns) : none;
            var forward = ByIndex(get, index, match, false);
            var givesOrder = !request.Order.IsEmpty && DeliveredOrder.Satisfies(forward.Plan, request.Order);
            if (match.Condition is not null || index.PredicateSql is not null || givesOrder || ((IndexScanPlan)forward.Plan).IsIndexOnly)
                paths.Add(forward);
            if (!givesOrder && IsReverseWanted(get, index.Columns, match, request))
                paths.Add(ByIndex(get, index, match, true));
            if (SkipMatch(get, index.Columns, matching) is { } skipping)
                paths.Add(ByIndex(get, index, skipping, IsReverseWanted(get, index.Columns, skipping, request)));
        }
    }

    /// <summary>
    /// What a key serves of the conjuncts if its first columns, of which the statistics know the number of values, are walked
    /// through: for each combination of their values one descent finds it and others find what the conjuncts select. Null where
    /// that is most of the table: reading all of it does as well, and can be shared by several threads.
    /// </summary>
    private KeyMatch? SkipMatch(LogicalGet get, ImmutableArray<IndexColumn> key, KeyMatching matching)
    {
        if (matching.SkippedColumns(key) is not { } skipped)
            return null;
        var combinations = 1.0;
        for (var i = 0; i < skipped; i++)
        {
            if (key[i].Expression is not null || cardinalities.Statistics(get.Table, key[i].Ordinal) is not { } statistics)
                return null;
            combinations *= Math.Max(1, statistics.DistinctCount);
        }

        var match = matching.Match(key, skipped);
        var rows = cardinalities.TableRows(get.Table);
        return MatchedRows(get, match) < rows * SkipShareMax
            ? match with { RangeCount = Math.Min(combinations, rows) * (1 + match.RangeCount) }
            : null;
    }

    /// <summary>Whether an index has an entry of each row that satisfies the conjuncts.</summary>
    private static bool HasAllRows(LogicalGet get, IndexSchema index, ImmutableArray<BoundExpression> conjuncts)
    {
        if (index.PredicateSql is null)
            return true;
        foreach (var computed in get.IndexExpressions)
        {
            if (computed.Index == index.Id)
                return PredicateImplication.IsImplied(conjuncts, computed.Value);
        }
        return false;
    }

    private bool IsReverseWanted(
        LogicalGet get, ImmutableArray<IndexColumn> key, KeyMatch match, PlanRequest request)
    {
        if (request.Order.IsEmpty || !settings.EnableIndexScan)
            return false;
        var reverse = new TableScanPlan(
            get.Table with { PrimaryKey = key }, get.Alias, get.Ordinals, false, match.Condition, true, get.Columns,
            default);
        return DeliveredOrder.Satisfies(reverse, request.Order);
    }

    private AccessPath ByPrimaryKey(LogicalGet get, KeyMatch match, bool isReverse)
    {
        var rows = MatchedRows(get, match);
        if (match is { PinsWholeKey: true, Condition.HasLists: false })
        {
            var point = new PlanEstimate(0, CostModel.Seek + CostModel.ScanRow + cardinalities.MissCost(get.Table), 1);
            return new AccessPath(
                new PointLookupPlan(
                    get.Table, null, get.Alias, get.Ordinals, get.RowKey is not null, match.Condition!, get.Columns,
                    point),
                match);
        }
        var cost = match.RangeCount * CostModel.Seek + rows * CostModel.ScanRow;
        var plan = new TableScanPlan(
            get.Table, get.Alias, get.Ordinals, get.RowKey is not null, match.Condition, isReverse, get.Columns,
            new PlanEstimate(0, cost, rows));
        return new AccessPath(plan, match);
    }

    private AccessPath ByIndex(LogicalGet get, IndexSchema index, KeyMatch match, bool isReverse)
    {
        var rows = MatchedRows(get, match, index.IsUniqueAtOnce);
        if (index.PredicateSql is not null)
        {
            var predicate = Array.Find([.. get.IndexExpressions], computed => computed.Index == index.Id)!;
            rows = Math.Max(1, rows * cardinalities.Selectivity(get, predicate.Value));
        }
        if (index.IsUniqueAtOnce && match is { PinsWholeKey: true, Condition.HasLists: false })
        {
            var reach = CostModel.Seek + CostModel.FetchRow + CostModel.ScanRow;
            var point = new PlanEstimate(0, reach + cardinalities.MissCost(get.Table), 1);
            return new AccessPath(
                new PointLookupPlan(
                    get.Table, index, get.Alias, get.Ordinals, get.RowKey is not null, match.Condition!, get.Columns,
                    point),
                match);
        }
        var isIndexOnly = get.RowKey is null && IndexCoverage.Covers(get.Table, index, get.Ordinals);
        var perRow = CostModel.ScanRow + (isIndexOnly ? 0 : CostModel.FetchRow + cardinalities.MissCost(get.Table));
        var cost = match.RangeCount * CostModel.Seek + rows * perRow;
        var plan = new IndexScanPlan(
            get.Table, index, get.Alias, get.Ordinals, get.RowKey is not null, match.Condition, isReverse, isIndexOnly,
            get.Columns, new PlanEstimate(0, isIndexOnly ? cost * IndexCoverage.OnlyDiscount : cost, rows));
        return new AccessPath(plan, match);
    }

    private double MatchedRows(LogicalGet get, KeyMatch match, bool isUnique = true)
    {
        var rows = cardinalities.TableRows(get.Table) * cardinalities.Selectivity(get, match.Served);
        if (match.PinsWholeKey && isUnique)
            rows = Math.Min(rows, match.RangeCount);
        return Math.Max(1, rows);
    }

    private static PhysicalPlan Filtered(PhysicalPlan plan, ImmutableArray<BoundExpression> conjuncts, double rows) =>
        conjuncts.IsEmpty
            ? plan
            : new FilterPlan(
                plan, conjuncts,
                plan.Estimate.Then(
                    plan.Estimate.Rows * conjuncts.Length * CostModel.TestRow, Math.Min(rows, plan.Estimate.Rows)));
}
