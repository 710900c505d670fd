namespace BTreeDb.Planning.Joins;

/// <summary>
/// Joins the pair of parts with the fewest result rows, again and again, connected ones first (Fegaras: "A New Heuristic
/// for Optimizing Large Queries", DEXA 1998). Results of pairs are kept between the rounds.
/// </summary>
internal sealed class GreedyJoinOrder(JoinGraph graph, JoinCosting costing)
{
    private readonly Dictionary<(JoinTree, JoinTree), JoinTree> _pairs = [];

    /// <summary>An order of all relations.</summary>
    public JoinTree Find()
    {
        var parts = new List<JoinTree>();
        for (var i = 0; i < graph.Relations.Length; i++)
            parts.Add(costing.Leaf(i));
        while (parts.Count > 1)
        {
            var joined = BestPair(parts, connectedOnly: true) ?? BestPair(parts, connectedOnly: false)!;
            parts.Remove(joined.Left!);
            parts.Remove(joined.Right!);
            parts.Add(joined);
        }
        return parts[0];
    }

    private JoinTree? BestPair(List<JoinTree> parts, bool connectedOnly)
    {
        JoinTree? best = null;
        for (var i = 0; i < parts.Count; i++)
        {
            for (var j = i + 1; j < parts.Count; j++)
            {
                var (left, right) = (parts[i], parts[j]);
                if (!graph.CanJoin(left.Relations, right.Relations))
                {
                    if (!graph.CanJoin(right.Relations, left.Relations))
                        continue;
                    (left, right) = (right, left);
                }
                if (connectedOnly && !graph.AreConnected(left.Relations, right.Relations))
                    continue;
                var pair = Pair(left, right);
                if (best is null || pair.Rows < best.Rows || (pair.Rows == best.Rows && pair.Cost < best.Cost))
                    best = pair;
            }
        }
        return best;
    }

    private JoinTree Pair(JoinTree left, JoinTree right)
    {
        if (!_pairs.TryGetValue((left, right), out var pair))
        {
            pair = costing.Join(left, right, graph.Rows(left.Relations | right.Relations));
            _pairs.Add((left, right), pair);
        }
        return pair;
    }
}
