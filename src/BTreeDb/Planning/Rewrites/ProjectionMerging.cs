using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Makes one projection of two that lie on each other, unless that would compute something twice or move something
/// volatile.
/// </summary>
internal sealed class ProjectionMerging
{
    /// <summary>Rewrites a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        var rewritten = PlanTree.MapInputs(plan, Rewrite);
        return rewritten is LogicalProject { Input: LogicalProject below } above && CanMerge(above, below)
            ? new LogicalProject(
                below.Input, Projection.Map(above.Projections, ColumnSubstitution.Of(below.Projections).Apply))
            : rewritten;
    }

    private static bool CanMerge(LogicalProject above, LogicalProject below)
    {
        var uses = new Dictionary<ColumnId, int>();
        foreach (var projection in above.Projections)
            CountUses(projection.Expression, uses);
        foreach (var projection in below.Projections)
        {
            if (projection.Expression is BoundColumn or BoundLiteral or BoundParameter)
                continue;
            if (uses.GetValueOrDefault(projection.Column.Id) > 1 || Volatility.IsVolatile(projection.Expression))
                return false;
        }
        return true;
    }

    private static void CountUses(BoundExpression expression, Dictionary<ColumnId, int> uses)
    {
        if (expression is BoundColumn column)
            uses[column.Id] = uses.GetValueOrDefault(column.Id) + 1;
        else
            ExpressionTree.VisitChildren(expression, child => CountUses(child, uses));
    }
}
