using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Aggregates the rows of one relation before it is joined, by the columns that the join and the grouping above ask for, so that
/// fewer rows are joined; what is left above combines the results, or vanishes where each group has one row by then
/// (Yan and Larson, "Eager Aggregation and Lazy Aggregation", VLDB 1995). Chosen by cost.
/// </summary>
internal sealed class AggregatePushdown(ColumnIdAllocator ids, CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>Estimates are rough, and many groups cost threads more than the model says, so the advantage must be clear.</summary>
    private const double Advantage = 0.75;

    private readonly TrialPlanning _trial = new(cardinalities, settings);

    /// <summary>Rewrites a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan) => settings.EnableEagerAggregate ? Rewrite(plan, endsEarly: false) : plan;

    /// <param name="plan">The plan.</param>
    /// <param name="endsEarly">Whether a limit above may need the first groups only, which could come without reading everything.</param>
    private LogicalOperator Rewrite(LogicalOperator plan, bool endsEarly)
    {
        var endsEarlyBelow = EarlyEnd.Below(plan, endsEarly);
        var rewritten = PlanTree.MapInputs(plan, input => Rewrite(input, endsEarlyBelow));
        return rewritten is LogicalAggregate aggregate && !endsEarly ? TryPush(aggregate) ?? rewritten : rewritten;
    }

    private LogicalProject? TryPush(LogicalAggregate aggregate)
    {
        if (!aggregate.EmptySets.IsEmpty || Volatility.IsVolatile(aggregate))
            return null;
        while (aggregate.Input is LogicalProject project && !Volatility.IsVolatile(project))
        {
            var inner = ColumnSubstitution.Of(project.Projections);
            aggregate = (LogicalAggregate)aggregate.MapExpressions(inner.Apply).WithInputs([project.Input]);
        }

        if (aggregate.Input is not (LogicalJoinSet or LogicalJoin) || Volatility.IsVolatile(aggregate.Input))
            return null;
        LogicalProject? best = null;
        var bestCost = double.PositiveInfinity;
        var join = aggregate.Input;
        for (var i = 0; i < join.Inputs.Length; i++)
        {
            if (PlaceOf(join, i) is { } isNullExtended && Push(aggregate, i, isNullExtended) is { } pushed
                && _trial.CostOf(pushed) is var cost && cost < bestCost)
                (best, bestCost) = (pushed, cost);
        }

        return best is not null && Pays(bestCost, aggregate) ? best : null;
    }

    /// <summary>
    /// Whether the rows of a join's input may come as NULLs, if each of its rows is joined for itself and may be handed on; null if not.
    /// </summary>
    private static bool? PlaceOf(LogicalOperator join, int input) => join switch
    {
        LogicalJoinSet set when input < set.Relations.Length => false,
        LogicalJoinSet set when set.OneSided[input - set.Relations.Length].Kind == LogicalJoinKind.Left => true,
        LogicalJoin { Kind: LogicalJoinKind.Inner } => false,
        LogicalJoin { Kind: LogicalJoinKind.Left } => input == 1,
        LogicalJoin { Kind: not LogicalJoinKind.Full } when input == 0 => false,
        _ => null,
    };

    /// <summary>The plan that aggregates one of the inputs first; null if that is impossible, or makes too few rows of many.</summary>
    private LogicalProject? Push(LogicalAggregate aggregate, int place, bool isNullExtended)
    {
        var join = aggregate.Input;
        var relation = join.Inputs[place];
        var own = ColumnReferences.IdsOf(relation.Columns);
        var split = new PartialAggregates(ids, isNullExtended, !aggregate.GroupKeys.IsEmpty);
        var needed = new HashSet<ColumnId>();
        foreach (var each in aggregate.Aggregates)
        {
            var used = new HashSet<ColumnId>();
            AggregateExpression.Visit(each, part => ColumnReferences.Collect(part, used));
            if (used.IsSubsetOf(own) && split.CanSplit(each))
            {
                split.Split(each);
                continue;
            }

            if (!PartialAggregates.IgnoresRepetition(each))
                return null;
            split.Keep(each);
            needed.UnionWith(used);
        }

        join.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        foreach (var key in aggregate.GroupKeys)
            ColumnReferences.Collect(key.Expression, needed);
        if (KeysOf(relation, needed) is not { IsEmpty: false } keys)
            return null;
        var partial = new LogicalAggregate(relation, keys, split.Partial);
        if (cardinalities.Rows(relation) < cardinalities.Rows(partial) * settings.EagerAggregateGroupSizeMin)
            return null;
        var renamed = new ColumnSubstitution();
        foreach (var key in keys)
            renamed.Add(((BoundColumn)key.Expression).Id, Projection.Reference(key.Column));
        var below = join.MapExpressions(renamed.Apply).WithInputs(join.Inputs.SetItem(place, partial));
        return Combine(below, Projection.Map(aggregate.GroupKeys, renamed.Apply), split, renamed);
    }

    private static LogicalProject Combine(
        LogicalOperator join, ImmutableArray<BoundProjection> groupKeys, PartialAggregates split, ColumnSubstitution renamed)
    {
        if (!groupKeys.IsEmpty && !split.ResultsOfOne.IsEmpty && UniqueKeys.IsUniqueBy(join, PinnedBy(groupKeys, join)))
            return new LogicalProject(join, groupKeys.AddRange(split.ResultsOfOne));
        var above = new LogicalAggregate(join, groupKeys, AggregateExpression.Map(split.Combining, renamed.Apply));
        return new LogicalProject(above, Projection.PassThrough(Projection.ColumnsOf(groupKeys)).AddRange(split.Results));
    }

    /// <summary>The columns of which each group has one value. NULLs make a group, but a unique key may have many of them.</summary>
    private static HashSet<ColumnId> PinnedBy(ImmutableArray<BoundProjection> groupKeys, LogicalOperator join)
    {
        var pinned = new HashSet<ColumnId>();
        foreach (var key in groupKeys)
        {
            if (key.Expression is BoundColumn column && !Nullability.MayBeNull(join, column.Id))
                pinned.Add(column.Id);
        }

        return pinned;
    }

    /// <summary>
    /// The columns of a relation that others ask for, as keys to group it by; null if equal values of one can be told apart, for a
    /// group would show only one of them.
    /// </summary>
    private ImmutableArray<BoundProjection>? KeysOf(LogicalOperator relation, HashSet<ColumnId> needed)
    {
        var keys = ImmutableArray.CreateBuilder<BoundProjection>();
        foreach (var column in relation.Columns)
        {
            if (!needed.Contains(column.Id))
                continue;
            if (!IsExact(column.Type))
                return null;
            keys.Add(new BoundProjection(ids.Create(column.Name, column.Type), Projection.Reference(column)));
        }

        return keys.ToImmutable();
    }

    private static bool IsExact(SqlType type) => type.Id switch
    {
        TypeId.Boolean or TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Oid or TypeId.Uuid or TypeId.Bytea
            or TypeId.Date or TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Enum
            or TypeId.Text or TypeId.VarChar => true,
        TypeId.Char or TypeId.Numeric => type.Modifier >= 0,
        _ => false,
    };

    private bool Pays(double cost, LogicalOperator lazy) =>
        settings.EagerAggregateGroupSizeMin == 0 || cost < _trial.CostOf(lazy) * Advantage;
}
