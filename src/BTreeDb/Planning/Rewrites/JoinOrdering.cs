using System.Collections.Immutable;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Joins;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>Turns join sets into trees of joins: exhaustively up to a number of relations, greedily beyond.</summary>
internal sealed class JoinOrdering(CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>Orders the joins of a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        var rewritten = PlanTree.MapInputs(plan, Rewrite);
        return rewritten is LogicalJoinSet set ? Order(set) : rewritten;
    }

    private LogicalOperator Order(LogicalJoinSet set)
    {
        var count = set.Relations.Length + set.OneSided.Length;
        if (count > RelationSet.Capacity)
            return Order(Halve(set));
        var graph = new JoinGraph(set, cardinalities, settings.EnableNestedLoopIndex && settings.EnableIndexScan);
        var costing = new JoinCosting(graph, settings.EnableHashJoin);
        var limit = Math.Min(settings.ExhaustiveJoinLimit, ExhaustiveJoinOrder.RelationsMax);
        var tree = count <= limit
            ? new ExhaustiveJoinOrder(graph, costing).Find()
            : new GreedyJoinOrder(graph, costing).Find();
        return Build(graph, tree);
    }

    /// <summary>
    /// More relations than a set of bits holds: the first ones are ordered on their own, as one relation.
    /// </summary>
    private LogicalJoinSet Halve(LogicalJoinSet set)
    {
        var first = set.Relations[..(RelationSet.Capacity / 2)];
        var ids = Expressions.ColumnReferences.IdsOf(new LogicalJoinSet(first, [], []).Columns);
        var rest = Expressions.ColumnReferences.IdsOf(new LogicalJoinSet(set.Relations[first.Length..], [], []).Columns);
        var inner = set.Conjuncts.RemoveAll(
            conjunct => Expressions.ColumnReferences.Of(conjunct) is var used && (used.Overlaps(rest) || !used.Overlaps(ids)));
        var outer = set.Conjuncts.RemoveAll(inner.Contains);
        ImmutableArray<LogicalOperator> relations = [Order(new LogicalJoinSet(first, inner, [])), .. set.Relations[first.Length..]];
        return new LogicalJoinSet(relations, outer, set.OneSided);
    }

    private static LogicalOperator Build(JoinGraph graph, JoinTree tree)
    {
        if (tree.Left is null)
            return graph.Relations[tree.Relation].Plan;
        var (left, right) = (Build(graph, tree.Left), Build(graph, tree.Right!));
        var join = graph.FindEdge(tree.Right!.Relations) is { } edge
            ? new LogicalJoin(edge.Kind, left, right, edge.Conditions)
            : new LogicalJoin(LogicalJoinKind.Inner, left, right, graph.Conditions(tree.Left.Relations, tree.Right.Relations));
        return join with { ExpectedRows = tree.Rows };
    }
}
