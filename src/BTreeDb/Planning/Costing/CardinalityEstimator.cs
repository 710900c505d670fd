using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Costing;

/// <summary>
/// Estimates how many rows a logical plan yields, from row counts, unique keys, statistics and default selectivities. Remembers what
/// it has estimated: one instance serves one planning.
/// </summary>
internal sealed class CardinalityEstimator
{
    /// <summary>How many rounds a recursion is taken to have.</summary>
    public const double RecursionRounds = 10;
    private const double DefaultFunctionRows = 1000;
    private const double WorkTableRows = 100;
    private readonly ICatalogView _catalog;
    private readonly Dictionary<LogicalOperator, double> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly SelectivityEstimator _selectivity;
    private readonly DistinctEstimator _distinct;

    public CardinalityEstimator(ICatalogView catalog, IConstantEvaluator? evaluator)
    {
        _catalog = catalog;
        _distinct = new DistinctEstimator(this, evaluator);
        _selectivity = new SelectivityEstimator(catalog, _distinct, evaluator);
    }

    /// <summary>The rows of a table; at least one, so that costs keep comparing.</summary>
    public double TableRows(TableSchema table) => Math.Max(1, _catalog.EstimateRowCount(table.Id));

    /// <summary>
    /// What it costs on top of a look-up of one row that its page may not be in memory: nothing for tables that fit.
    /// </summary>
    public double MissCost(TableSchema table) =>
        CostModel.ReadPage * (1 - _catalog.EstimateResidentShare(RowWidth.Of(table) * TableRows(table)));

    /// <summary>The rows that a plan yields.</summary>
    public double Rows(LogicalOperator plan)
    {
        if (!_rows.TryGetValue(plan, out var rows))
        {
            rows = Math.Max(plan is LogicalValues ? 0 : 1, Estimate(plan));
            _rows.Add(plan, rows);
        }
        return rows;
    }

    /// <summary>The number of different values of a column in a plan's rows.</summary>
    public double Distinct(LogicalOperator plan, ColumnId column) => _distinct.Estimate(plan, column);

    /// <summary>The share of a plan's rows for which a condition is true.</summary>
    public double Selectivity(LogicalOperator plan, BoundExpression condition) =>
        _selectivity.Estimate(plan, condition);

    /// <summary>The share for which all conditions are true.</summary>
    public double Selectivity(LogicalOperator plan, ImmutableArray<BoundExpression> conditions) =>
        _selectivity.All(plan, conditions);

    /// <summary>What is known of the values of a table's column.</summary>
    public ColumnStatistics? Statistics(TableSchema table, int ordinal) => _catalog.FindStatistics(table, ordinal);

    private double Estimate(LogicalOperator plan) => plan switch
    {
        LogicalGet get => TableRows(get.Table),
        LogicalFilter filter => Rows(filter.Input) * Selectivity(filter.Input, filter.Conjuncts),
        LogicalJoin join => Estimate(join),
        LogicalJoinSet set => Estimate(set),
        LogicalAggregate aggregate => Estimate(aggregate),
        LogicalDistinct distinct => Groups(distinct.Input, Projection.PassThrough(distinct.Input.Columns)),
        LogicalLimit limit => Estimate(limit),
        LogicalAtMostOne => 1,
        LogicalSetOperation operation => Estimate(operation),
        LogicalValues values => values.Rows.Length,
        LogicalRowsFrom rows => Longest(rows),
        LogicalSample sample => Rows(sample.Input) * SampleShare(sample),
        LogicalExpand expand => Rows(expand.Input) * expand.Sets.Length,
        LogicalCommonTableScan scan => Rows(scan.Table.Plan),
        LogicalWorkTableScan => WorkTableRows,
        LogicalRecursion recursion => Rows(recursion.Start) + RecursionRounds * Rows(recursion.Step),
        LogicalFunctionScan function => Estimate(function),
        LogicalSystemScan => DefaultFunctionRows,
        LogicalApply { Output: null } apply => Rows(apply.Left) * Rows(apply.Right),
        _ => plan.Inputs.IsEmpty ? 1 : Rows(plan.Inputs[0]),
    };

    private double Estimate(LogicalJoin join)
    {
        if (join.ExpectedRows is { } expected)
            return expected;
        var left = Rows(join.Left);
        var right = Rows(join.Right);
        var pairs = left * right * Selectivity(join, join.Conditions);
        return join.Kind switch
        {
            LogicalJoinKind.Inner => pairs,
            LogicalJoinKind.Left => Math.Max(left, pairs),
            LogicalJoinKind.Full => Math.Max(left + right, pairs),
            LogicalJoinKind.Semi => Math.Min(left, Math.Max(1, pairs)),
            LogicalJoinKind.Anti => Math.Max(left - pairs, left * 0.1),
            _ => left,
        };
    }

    /// <summary>How many rows a left, semi or anti join within a set makes of one row of the left side.</summary>
    public double Factor(LogicalJoinSet set, LogicalOneSidedJoin join)
    {
        var partners = Rows(join.Right) * Selectivity(set, join.Conditions);
        return join.Kind switch
        {
            LogicalJoinKind.Left => Math.Max(1, partners),
            LogicalJoinKind.Semi => Math.Min(1, partners),
            _ => Math.Max(1 - partners, 0.1),
        };
    }

    private double Estimate(LogicalJoinSet set)
    {
        var rows = Selectivity(set, set.Conjuncts);
        foreach (var relation in set.Relations)
            rows *= Rows(relation);
        foreach (var join in set.OneSided)
            rows *= Factor(set, join);
        return rows;
    }

    private double Longest(LogicalRowsFrom rows)
    {
        var most = 0.0;
        foreach (var part in rows.Parts)
            most = Math.Max(most, Rows(part));
        return most;
    }

    private static double SampleShare(LogicalSample sample) =>
        sample.Percent is BoundLiteral { Value.IsNull: false } literal ? Math.Clamp(literal.Value.AsSingle() / 100, 0, 1) : 0.1;

    private double Estimate(LogicalAggregate aggregate) =>
        aggregate.GroupKeys.IsEmpty ? 1 : Groups(aggregate.Input, aggregate.GroupKeys);

    private double Groups(LogicalOperator input, ImmutableArray<BoundProjection> keys)
    {
        var groups = 1.0;
        foreach (var key in keys)
            groups *= _distinct.Estimate(input, key.Expression);
        return Math.Min(groups, Rows(input));
    }

    private double Estimate(LogicalLimit limit) => limit.Limit is BoundLiteral { Value.IsNull: false } literal
        ? Math.Min(Rows(limit.Input), literal.Value.AsInt64())
        : Rows(limit.Input);

    private double Estimate(LogicalSetOperation operation)
    {
        var left = Rows(operation.Left);
        var right = Rows(operation.Right);
        return operation.Kind switch
        {
            SetOperationKind.Union => left + right,
            SetOperationKind.Intersect => Math.Min(left, right),
            _ => left,
        };
    }

    private static double Estimate(LogicalFunctionScan function)
    {
        if (function.Routine is { } routine)
            return routine.ReturnsSet ? routine.Rows : 1;
        if (function.Arguments is [BoundLiteral { Value: { IsNull: false, Reference: null } } start,
            BoundLiteral { Value: { IsNull: false, Reference: null } } stop])
            return Math.Max(1, (double)stop.Value.AsInt64() - start.Value.AsInt64() + 1);
        return DefaultFunctionRows;
    }
}
