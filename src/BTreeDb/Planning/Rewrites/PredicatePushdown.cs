using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Moves conjuncts as far down as they hold, and gathers adjacent inner joins into join sets on its way. Conjuncts that
/// are volatile stay where they were written.
/// </summary>
internal sealed class PredicatePushdown
{
    private readonly EqualityInference _inference = new();

    // What others than filters read.
    private readonly HashSet<ColumnId> _read = [];

    /// <summary>Rewrites a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        _read.UnionWith(ColumnReferences.IdsOf(plan.Columns));
        CollectRead(plan);
        return Push(plan, []);
    }

    private void CollectRead(LogicalOperator plan)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (plan is not LogicalFilter)
            plan.VisitExpressions(expression => ColumnReferences.Collect(expression, _read));
        foreach (var input in plan.Inputs)
            CollectRead(input);
    }

    /// <summary>The plan filtered by conjuncts, with these as deep in it as possible.</summary>
    private LogicalOperator Push(LogicalOperator plan, List<BoundExpression> conjuncts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var conjunct in conjuncts)
        {
            if (Conjunction.IsNeverTrue(conjunct))
                return new LogicalValues([], plan.Columns);
        }
        return plan switch
        {
            LogicalFilter filter => PushFilter(filter, conjuncts),
            LogicalProject project => PushProject(project, conjuncts),
            LogicalJoin { Kind: LogicalJoinKind.Inner } => PushInner(plan, conjuncts),
            LogicalJoin { Kind: LogicalJoinKind.Full } full => Keep(full, conjuncts),
            LogicalJoin join => PushOneSided(join, conjuncts),
            LogicalAggregate aggregate => PushAggregate(aggregate, conjuncts),
            LogicalSort or LogicalDistinct => plan.WithInputs([Push(plan.Inputs[0], conjuncts)]),
            LogicalWindow window => PushWindow(window, conjuncts),
            LogicalSetOperation operation => PushSetOperation(operation, conjuncts),
            LogicalApply apply => PushApply(apply, conjuncts),
            _ => Keep(plan, conjuncts),
        };
    }

    /// <summary>Filters on top, after the inputs have been rewritten on their own.</summary>
    private LogicalOperator Keep(LogicalOperator plan, List<BoundExpression> conjuncts) =>
        LogicalFilter.Over(PlanTree.MapInputs(plan, input => Push(input, [])), [.. conjuncts]);

    private LogicalOperator PushFilter(LogicalFilter filter, List<BoundExpression> conjuncts)
    {
        var pushed = new List<BoundExpression>(conjuncts);
        var kept = new List<BoundExpression>();
        foreach (var conjunct in filter.Conjuncts)
            (Volatility.IsVolatile(conjunct) ? kept : pushed).Add(conjunct);
        return LogicalFilter.Over(Push(filter.Input, pushed), [.. kept]);
    }

    private LogicalOperator PushProject(LogicalProject project, List<BoundExpression> conjuncts)
    {
        var substitution = ColumnSubstitution.Of(project.Projections);
        var pushed = new List<BoundExpression>();
        var kept = new List<BoundExpression>();
        foreach (var conjunct in conjuncts)
        {
            var below = substitution.Apply(conjunct);
            if (Volatility.IsVolatile(below))
                kept.Add(conjunct);
            else
                pushed.Add(below);
        }
        return LogicalFilter.Over(project.WithInputs([Push(project.Input, pushed)]), [.. kept]);
    }

    private LogicalOperator PushInner(LogicalOperator join, List<BoundExpression> conjuncts)
    {
        var relations = new List<LogicalOperator>();
        var all = new List<BoundExpression>(conjuncts);
        var gathering = new JoinGathering(relations, all);
        gathering.Gather(join);
        var allIds = ColumnReferences.IdsOf(join.Columns);
        var relationIds = new List<HashSet<ColumnId>>();
        foreach (var relation in relations)
            relationIds.Add(ColumnReferences.IdsOf(relation.Columns));
        _inference.Close(all, relationIds);

        var remaining = ImmutableArray.CreateBuilder<BoundExpression>();
        var perRelation = new List<BoundExpression>[relations.Count];
        for (var i = 0; i < perRelation.Length; i++)
            perRelation[i] = [];
        foreach (var conjunct in all)
        {
            var owner = OwnerOf(conjunct, allIds, relationIds);
            if (owner >= 0)
            {
                perRelation[owner].Add(conjunct);
                continue;
            }

            remaining.Add(conjunct);
            if (conjunct is BoundLogical { IsAnd: false } or)
                Restrict(or, relationIds, perRelation);
        }
        var pushed = ImmutableArray.CreateBuilder<LogicalOperator>(relations.Count);
        for (var i = 0; i < perRelation.Length; i++)
            pushed.Add(Push(relations[i], perRelation[i]));
        var joins = ImmutableArray.CreateBuilder<LogicalOneSidedJoin>();
        foreach (var side in gathering.OneSided)
            joins.Add(PushWithin(side, all));
        return gathering.WithNulls(new LogicalJoinSet(pushed.MoveToImmutable(), remaining.ToImmutable(), joins.ToImmutable()));
    }

    /// <summary>
    /// A left, semi or anti join within a join set. What is known of the set's rows is known of all left rows that come to something.
    /// </summary>
    private LogicalOneSidedJoin PushWithin(LogicalJoin join, List<BoundExpression> known)
    {
        var (right, conditions) = Separate(join, ColumnReferences.IdsOf(join.Right.Columns), [.. known]);
        return new LogicalOneSidedJoin(join.Kind, Push(join.Right, right), conditions);
    }

    private static void Restrict(
        BoundLogical or, List<HashSet<ColumnId>> relationIds, List<BoundExpression>[] perRelation)
    {
        for (var i = 0; i < perRelation.Length; i++)
        {
            if (DisjunctionRestriction.Derive(or, relationIds[i]) is { } restriction)
                perRelation[i].Add(restriction);
        }
    }

    /// <summary>
    /// The one relation that a conjunct needs, or -1. A conjunct over no relation at all goes to the first: one empty
    /// relation empties the join.
    /// </summary>
    private static int OwnerOf(BoundExpression conjunct, HashSet<ColumnId> all, List<HashSet<ColumnId>> relations)
    {
        var used = ColumnReferences.Of(conjunct);
        used.IntersectWith(all);
        for (var i = 0; i < relations.Count; i++)
        {
            if (used.IsSubsetOf(relations[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Left, semi, anti and mark joins: only conjuncts over the left side pass.</summary>
    private LogicalOperator PushOneSided(LogicalJoin join, List<BoundExpression> conjuncts)
    {
        if (join.Kind == LogicalJoinKind.Mark && MarkJoinReduction.TryReduce(join, conjuncts) is { } reduced)
            return WithMark(join.Mark!, PushOneSided(reduced, conjuncts), reduced.Kind == LogicalJoinKind.Semi);
        if (AsInner(join) is { } inner)
            return Push(inner, conjuncts);
        var rightIds = ColumnReferences.IdsOf(join.Right.Columns);
        if (join.Mark is not null)
            rightIds.Add(join.Mark.Id);
        var left = new List<BoundExpression>();
        var kept = new List<BoundExpression>();
        foreach (var conjunct in conjuncts)
            (ColumnReferences.Of(conjunct).Overlaps(rightIds) ? kept : left).Add(conjunct);
        if (JoinGathering.TryReadAnti(join, conjuncts) is not null)
            return PushInner(join, conjuncts);
        if (join.Kind != LogicalJoinKind.Mark && HasInnerJoin(join.Left) && !Volatility.AnyIsVolatile(join.Conditions))
            return LogicalFilter.Over(PushInner(join, left), [.. kept]);
        var (right, conditions) = Separate(join, rightIds, left);
        var pushed = new LogicalJoin(
            join.Kind, Push(join.Left, left), Push(join.Right, right), conditions, join.Mark, join.MarkComparison);
        return LogicalFilter.Over(pushed, [.. kept]);
    }

    /// <summary>The rows of a mark join that a filter has decided, with the mark where more than the filter reads it.</summary>
    private LogicalOperator WithMark(BoundColumnDefinition mark, LogicalOperator rows, bool value) => _read.Contains(mark.Id)
        ? new LogicalProject(rows, Projection.PassThrough(rows.Columns).Add(new BoundProjection(mark, Conjunction.Literal(value))))
        : rows;

    /// <summary>
    /// A semi join with a side of which each left row matches one row at most, as an inner join, which can be ordered with
    /// those on its left side.
    /// </summary>
    private static LogicalProject? AsInner(LogicalJoin join)
    {
        if (join.Kind != LogicalJoinKind.Semi || !HasInnerJoin(join.Left))
            return null;
        var rightIds = ColumnReferences.IdsOf(join.Right.Columns);
        var pinned = new HashSet<ColumnId>();
        foreach (var condition in join.Conditions)
        {
            if (!EqualityClasses.IsColumnEquality(condition))
                continue;
            foreach (var id in ColumnReferences.Of(condition))
            {
                if (rightIds.Contains(id))
                    pinned.Add(id);
            }
        }

        return UniqueKeys.IsUniqueBy(join.Right, pinned)
            ? new LogicalProject(
                new LogicalJoin(LogicalJoinKind.Inner, join.Left, join.Right, join.Conditions),
                Projection.PassThrough(join.Left.Columns))
            : null;
    }

    private static bool HasInnerJoin(LogicalOperator plan) =>
        plan switch
        {
            LogicalJoin { Kind: LogicalJoinKind.Inner } => true,
            LogicalJoin { Kind: LogicalJoinKind.Left or LogicalJoinKind.Semi or LogicalJoinKind.Anti } join => HasInnerJoin(join.Left),
            LogicalFilter filter => HasInnerJoin(filter.Input),
            _ => false,
        };

    /// <summary>
    /// A condition over the right side alone moves there, for a right row that fails it never matches; one over the left
    /// side alone only of a semi join, which drops what does not match.
    /// </summary>
    private (List<BoundExpression> Right, ImmutableArray<BoundExpression> Kept) Separate(
        LogicalJoin join, HashSet<ColumnId> rightIds, List<BoundExpression> left)
    {
        var leftIds = ColumnReferences.IdsOf(join.Left.Columns);
        var right = new List<BoundExpression>();
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var condition in join.Conditions)
        {
            var used = ColumnReferences.Of(condition);
            if (Conjunction.IsAlwaysTrue(condition))
                continue;
            if (!used.Overlaps(leftIds) && !Volatility.IsVolatile(condition))
                right.Add(condition);
            else if (join.Kind == LogicalJoinKind.Semi && !used.Overlaps(rightIds) && !Volatility.IsVolatile(condition))
                left.Add(condition);
            else
                conditions.Add(condition);
        }
        if (join.Kind is LogicalJoinKind.Left or LogicalJoinKind.Anti or LogicalJoinKind.Semi)
            right.AddRange(_inference.ForRightSide([.. left, .. KnownConjuncts.Of(join.Left)], conditions, rightIds));
        return (right, conditions.ToImmutable());
    }

    private LogicalOperator PushAggregate(LogicalAggregate aggregate, List<BoundExpression> conjuncts)
    {
        var substitution = ColumnSubstitution.Of(aggregate.GroupKeys);
        var results = ColumnReferences.IdsOf(AggregateExpression.ColumnsOf(aggregate.Aggregates));
        var pushed = new List<BoundExpression>();
        var kept = new List<BoundExpression>();
        foreach (var conjunct in conjuncts)
        {
            var below = substitution.Apply(conjunct);
            var isOverKeys = !ColumnReferences.Of(conjunct).Overlaps(results) && !Volatility.IsVolatile(below);
            if (isOverKeys && !aggregate.GroupKeys.IsEmpty && aggregate.EmptySets.IsEmpty)
                pushed.Add(below);
            else
                kept.Add(conjunct);
        }
        return LogicalFilter.Over(aggregate.WithInputs([Push(aggregate.Input, pushed)]), [.. kept]);
    }

    /// <summary>A condition over the partition alone drops whole partitions; any other changes what functions see.</summary>
    private LogicalOperator PushWindow(LogicalWindow window, List<BoundExpression> conjuncts)
    {
        var partition = new HashSet<ColumnId>();
        foreach (var key in window.Window.Partition)
            ColumnReferences.Collect(key, partition);
        var produced = ColumnReferences.IdsOf(window.Columns);
        var pushed = new List<BoundExpression>();
        var kept = new List<BoundExpression>();
        foreach (var conjunct in conjuncts)
        {
            var used = ColumnReferences.Of(conjunct);
            used.IntersectWith(produced);
            (used.Count > 0 && used.IsSubsetOf(partition) && !Volatility.IsVolatile(conjunct) ? pushed : kept).Add(conjunct);
        }

        return LogicalFilter.Over(window.WithInputs([Push(window.Input, pushed)]), [.. kept]);
    }

    private LogicalOperator PushSetOperation(LogicalSetOperation operation, List<BoundExpression> conjuncts) =>
        operation.WithInputs(
        [
            Push(operation.Left, Renamed(conjuncts, operation.Output, operation.Left.Columns)),
            Push(operation.Right, Renamed(conjuncts, operation.Output, operation.Right.Columns)),
        ]);

    private static List<BoundExpression> Renamed(
        List<BoundExpression> conjuncts,
        ImmutableArray<BoundColumnDefinition> from,
        ImmutableArray<BoundColumnDefinition> to)
    {
        var substitution = ColumnSubstitution.Between(from, to);
        return conjuncts.ConvertAll(substitution.Apply);
    }

    private LogicalOperator PushApply(LogicalApply apply, List<BoundExpression> conjuncts)
    {
        var added = ColumnReferences.IdsOf(apply.Output is null ? apply.Right.Columns : [apply.Output]);
        var left = new List<BoundExpression>();
        var right = new List<BoundExpression>();
        var kept = new List<BoundExpression>();
        foreach (var conjunct in conjuncts)
        {
            if (!ColumnReferences.Of(conjunct).Overlaps(added))
                left.Add(conjunct);
            else
                (apply.Kind == ApplyKind.Cross ? right : kept).Add(conjunct);
        }
        return LogicalFilter.Over(
            apply.WithInputs([Push(apply.Left, left), Push(apply.Right, right)]), [.. kept]);
    }
}
