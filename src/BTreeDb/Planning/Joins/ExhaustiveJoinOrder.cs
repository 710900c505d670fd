using System.Numerics;

namespace BTreeDb.Planning.Joins;

/// <summary>
/// Finds the cheapest join order, bushy trees included, by dynamic programming over subsets (Selinger et al., SIGMOD
/// 1979; Moerkotte, Neumann, VLDB 2006). Cross products are considered only for subsets that nothing connects.
/// </summary>
internal sealed class ExhaustiveJoinOrder(JoinGraph graph, JoinCosting costing)
{
    /// <summary>The most relations that the table of subsets is made for.</summary>
    public const int RelationsMax = 12;

    /// <summary>The cheapest order of all relations.</summary>
    public JoinTree Find()
    {
        var count = graph.Relations.Length;
        var best = new JoinTree?[1 << count];
        for (var i = 0; i < count; i++)
            best[1 << i] = costing.Leaf(i);
        for (var subset = 1; subset < best.Length; subset++)
        {
            if (BitOperations.PopCount((uint)subset) > 1)
            {
                best[subset] = FindBest(subset, best, connectedOnly: true)
                    ?? FindBest(subset, best, connectedOnly: false);
            }
        }
        return best[^1]!;
    }

    /// <summary>
    /// Tries each split of a subset once: the half with its lowest relation is enumerated, both orders are priced as one. Null
    /// for a subset with the right side of a left, semi or anti join but without what its conditions refer to.
    /// </summary>
    private JoinTree? FindBest(int subset, JoinTree?[] best, bool connectedOnly)
    {
        var lowest = subset & -subset;
        var rows = -1.0;
        JoinTree? cheapest = null;
        for (var part = (subset - 1) & subset; part > 0; part = (part - 1) & subset)
        {
            if ((part & lowest) == 0)
                continue;
            if (best[part] is not { } left || best[subset & ~part] is not { } right)
                continue;
            if (!graph.CanJoin(left.Relations, right.Relations))
            {
                if (!graph.CanJoin(right.Relations, left.Relations))
                    continue;
                (left, right) = (right, left);
            }
            if (connectedOnly && !graph.AreConnected(left.Relations, right.Relations))
                continue;
            // A single relation may be looked up instead of read, so only the cost of two joined parts is a lower bound.
            if (cheapest is not null && left.Left is not null && right.Left is not null
                && left.Cost + right.Cost >= cheapest.Cost)
                continue;
            if (rows < 0)
                rows = graph.Rows(left.Relations | right.Relations);
            var tree = costing.Join(left, right, rows);
            if (cheapest is null || tree.Cost < cheapest.Cost)
                cheapest = tree;
        }
        return cheapest;
    }
}
