using BTreeDb.Planning.Costing;

namespace BTreeDb.Planning.Joins;

/// <summary>Prices joins of parts of a join graph the way the physical planner will run them.</summary>
internal sealed class JoinCosting(JoinGraph graph, bool canHash)
{
    /// <summary>The tree of a single relation.</summary>
    public JoinTree Leaf(int relation) => new(
        RelationSet.Of(relation), null, null, graph.Relations[relation].Rows, graph.Relations[relation].Cost);

    /// <summary>The join of two trees, by the cheapest method.</summary>
    public JoinTree Join(JoinTree left, JoinTree right, double rows)
    {
        var cost = left.Cost + right.Cost + Unindexed(left, right, rows);
        if (right.Left is null && graph.CanLookUp(left.Relations, right.Relation))
            cost = Math.Min(cost, left.Cost + LookUps(left, right.Relation, rows));
        if (left.Left is null && graph.FindEdge(right.Relations) is null && graph.CanLookUp(right.Relations, left.Relation))
            cost = Math.Min(cost, right.Cost + LookUps(right, left.Relation, rows));
        return new JoinTree(left.Relations | right.Relations, left, right, rows, cost);
    }

    private double Unindexed(JoinTree left, JoinTree right, double rows)
    {
        var (large, small) = left.Rows >= right.Rows ? (left, right) : (right, left);
        return canHash && graph.HasEquality(left.Relations, right.Relations)
            ? CostModel.HashJoin(large.Rows, small.Rows, rows)
            : CostModel.NestedLoop(large.Rows, small.Rows, rows);
    }

    private double LookUps(JoinTree outer, int inner, double rows) =>
        outer.Rows * CostModel.Seek + rows * (CostModel.FetchRow + CostModel.EmitRow + graph.Relations[inner].MissCost);
}
