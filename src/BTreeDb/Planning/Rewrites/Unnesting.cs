using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Turns applies into joins: EXISTS, IN, ANY and ALL into mark joins (which push-down reduces to semi and anti joins),
/// correlated scalar aggregates into grouped left joins unless few outer rows ask for them, look-ups by a unique key into left
/// joins, LATERAL into plain joins. Uncorrelated scalar subqueries become initial plans. What remains an apply runs once per
/// outer value.
/// </summary>
internal sealed class Unnesting(ColumnIdAllocator ids, ApplyChoice choice)
{
    private readonly List<InitialPlan> _initialPlans = [];

    /// <summary>The initial plans found, each after those that it needs itself.</summary>
    public IReadOnlyList<InitialPlan> InitialPlans => _initialPlans;

    /// <summary>Rewrites a whole plan, innermost subqueries first.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        if (plan is LogicalFilter { Input: LogicalApply { Kind: ApplyKind.Scalar } scalar } filter)
            return RewriteFiltered(filter, scalar);
        var rewritten = PlanTree.MapInputs(plan, Rewrite);
        return rewritten is LogicalApply apply ? Rewrite(apply) : rewritten;
    }

    /// <summary>A scalar subquery whose outer rows a filter chooses: where these are few, it stays an apply.</summary>
    private LogicalOperator RewriteFiltered(LogicalFilter filter, LogicalApply scalar)
    {
        var apply = (LogicalApply)PlanTree.MapInputs(scalar, Rewrite);
        var input = !IsUncorrelated(apply.Right) && choice.IsCheaper(apply, filter.Conjuncts) ? apply : Rewrite(apply);
        return filter.WithInputs([input]);
    }

    private LogicalOperator Rewrite(LogicalApply apply)
    {
        if (apply.Kind is ApplyKind.Scalar or ApplyKind.Exists && IsUncorrelated(apply.Right))
        {
            _initialPlans.Add(new InitialPlan(apply.Output!, apply.Kind, apply.Right));
            return apply.Left;
        }
        if (apply.KeepsOrder)
            return apply;
        return apply.Kind switch
        {
            ApplyKind.Scalar => new ScalarUnnesting(ids).TryRewrite(apply) ?? apply,
            ApplyKind.Exists => (LogicalOperator?)TryExists(apply) ?? apply,
            ApplyKind.Any => TryAny(apply) ?? apply,
            ApplyKind.All => RewriteAll(apply),
            ApplyKind.Outer when apply.Right is LogicalAtMostOne && new ScalarUnnesting(ids).TryRewrite(apply) is { } joined => joined,
            _ => (LogicalOperator?)TryLateral(apply) ?? apply,
        };
    }

    private bool IsUncorrelated(LogicalOperator query)
    {
        var outer = ColumnReferences.OuterOf(query);
        foreach (var initial in _initialPlans)
            outer.Remove(initial.Output.Id);
        return outer.Count == 0;
    }

    private static LogicalJoin? TryExists(LogicalApply apply)
    {
        var pullUp = new CorrelationPullUp(ColumnReferences.IdsOf(apply.Left.Columns), isExistence: true, isAnyRow: true);
        return pullUp.TryPullUp(apply.Right) is { } right
            ? new LogicalJoin(LogicalJoinKind.Mark, apply.Left, right, [.. pullUp.Conditions], apply.Output)
            : null;
    }

    private LogicalOperator? TryAny(LogicalApply apply)
    {
        var pullUp = new CorrelationPullUp(ColumnReferences.IdsOf(apply.Left.Columns), isExistence: true, isAnyRow: false);
        if (pullUp.TryPullUp(apply.Right) is not { } right)
            return null;
        var comparison = pullUp.Substitution.Apply(apply.Comparison!);
        if (!ColumnReferences.Of(comparison).Overlaps(ColumnReferences.IdsOf(right.Columns)) && !Volatility.IsVolatile(comparison))
            return WhereAnyRow(apply, comparison);
        if (pullUp.Conditions.Count == 0
            && ExtremeComparison.TryRewrite(apply.Left, right, comparison, apply.Output!, ids) is { } rewritten)
            return rewritten;
        return new LogicalJoin(
            LogicalJoinKind.Mark, apply.Left, right, [.. pullUp.Conditions], apply.Output, comparison);
    }

    /// <summary>ANY whose comparison is the same for all rows of the subquery asks for no more than a row.</summary>
    private LogicalProject WhereAnyRow(LogicalApply apply, BoundExpression comparison)
    {
        var exists = ids.CreateForSubquery(Types.SqlType.Boolean);
        var input = Rewrite(new LogicalApply(ApplyKind.Exists, apply.Left, apply.Right, exists));
        var any = new BoundProjection(apply.Output!, new BoundLogical(true, [Projection.Reference(exists), comparison]));
        return new LogicalProject(input, Projection.PassThrough(apply.Left.Columns).Add(any));
    }

    /// <summary><c>x op ALL (q)</c> is <c>NOT (x opposite-op ANY (q))</c>.</summary>
    private LogicalOperator RewriteAll(LogicalApply apply)
    {
        var mark = ids.CreateForSubquery(Types.SqlType.Boolean);

        // A comparison with NULL has been folded to NULL, which is its own opposite.
        var opposite = apply.Comparison is BoundCall comparison
            ? comparison with { Function = Comparison.Opposite(comparison.Function) }
            : apply.Comparison!;
        if (TryAny(new LogicalApply(ApplyKind.Any, apply.Left, apply.Right, mark, opposite)) is not { } join)
            return apply;
        var negated = new BoundProjection(apply.Output!, new BoundNot(Projection.Reference(mark)));
        return new LogicalProject(join, Projection.PassThrough(apply.Left.Columns).Add(negated));
    }

    private static LogicalJoin? TryLateral(LogicalApply apply)
    {
        var pullUp = new CorrelationPullUp(ColumnReferences.IdsOf(apply.Left.Columns), isExistence: false, isAnyRow: false);
        if (pullUp.TryPullUp(apply.Right) is not { } right)
            return null;
        var kind = apply.Kind == ApplyKind.Cross ? LogicalJoinKind.Inner : LogicalJoinKind.Left;
        return new LogicalJoin(kind, apply.Left, right, [.. pullUp.Conditions]);
    }
}
