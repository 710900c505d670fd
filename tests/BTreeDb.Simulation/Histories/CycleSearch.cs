namespace BTreeDb.Simulation.Histories;

/// <summary>Looks for cycles of each class; one of a class is enough.</summary>
internal sealed class CycleSearch(DependencyGraph graph, List<Finding> findings)
{
    private const DependencyKind Dependencies = DependencyKind.Write | DependencyKind.Read;
    private const DependencyKind Items = Dependencies | DependencyKind.Anti;
    private const DependencyKind All = Items | DependencyKind.PredicateAnti;

    /// <summary>So many anti-dependencies within cycles are looked at: at weak levels there are thousands.</summary>
    private const int SearchesMax = 100;

    private readonly HashSet<Anomaly> _found = [];

    /// <summary>Adds what is found to the findings.</summary>
    public void Run()
    {
        FindComponent(DependencyKind.Write, Anomaly.G0);
        if (!_found.Contains(Anomaly.G0))
            FindComponent(Dependencies, Anomaly.G1c);
        var components = graph.Components(All);
        var searches = 0;
        foreach (var transaction in components.Keys)
        {
            foreach (var edge in graph.Of(transaction))
            {
                if (!edge.IsAnti || components.GetValueOrDefault(edge.To, -1) != components[transaction])
                    continue;
                if (++searches > SearchesMax)
                    return;
                Classify(edge);
            }
        }
    }

    private void FindComponent(DependencyKind kinds, Anomaly anomaly)
    {
        foreach (var transaction in graph.Components(kinds).Keys)
        {
            if (FindPath(transaction, transaction, kinds, isAdjacentFine: true) is { } cycle)
            {
                Report(anomaly, cycle);
                return;
            }
        }
    }

    /// <summary>The class of the cycles that an anti-dependency is in.</summary>
    private void Classify(Dependency edge)
    {
        foreach (var back in graph.Of(edge.To))
        {
            if (back.To == edge.From && back.IsAnti && back.Key != edge.Key)
                Report(Anomaly.WriteSkew, [edge, back]);
        }

        if (FindPath(edge.To, edge.From, Dependencies, isAdjacentFine: true) is { } single)
        {
            Report(Anomaly.GSingle, [edge, .. single]);
            return;
        }

        if (FindPath(edge.To, edge.From, All, isAdjacentFine: false) is { } apart)
            Report(Anomaly.GNonadjacent, [edge, .. apart]);
        if (edge.Kind == DependencyKind.Anti && FindPath(edge.To, edge.From, Items, isAdjacentFine: true) is { } items)
            Report(Anomaly.G2Item, [edge, .. items]);
        else if (FindPath(edge.To, edge.From, All, isAdjacentFine: true) is { } any)
            Report(Anomaly.G2, [edge, .. any]);
    }

    /// <summary>
    /// A shortest path. Where anti-dependencies may not follow each other, one stands before its begin, and none may be
    /// its end.
    /// </summary>
    private List<Dependency>? FindPath(HistoryTransaction from, HistoryTransaction to, DependencyKind kinds, bool isAdjacentFine)
    {
        var cameBy = new Dictionary<PathState, (Dependency Edge, PathState Before)>();
        var queue = new Queue<PathState>();
        var start = new PathState(from, AfterAnti: !isAdjacentFine);
        for (var state = start; ;)
        {
            foreach (var edge in graph.Of(state.At))
            {
                if ((edge.Kind & kinds) == 0 || (state.AfterAnti && edge.IsAnti))
                    continue;
                var next = new PathState(edge.To, !isAdjacentFine && edge.IsAnti);
                if (!cameBy.TryAdd(next, (edge, state)))
                    continue;
                if (next.At == to && !next.AfterAnti)
                    return Trace(cameBy, next, start);
                queue.Enqueue(next);
            }

            if (!queue.TryDequeue(out state!))
                return null;
        }
    }

    private static List<Dependency> Trace(
        Dictionary<PathState, (Dependency Edge, PathState Before)> cameBy, PathState end, PathState start)
    {
        var path = new List<Dependency>();
        var state = end;
        do
        {
            var (edge, before) = cameBy[state];
            path.Insert(0, edge);
            state = before;
        }
        while (state != start);
        return path;
    }

    private void Report(Anomaly anomaly, List<Dependency> cycle)
    {
        if (_found.Add(anomaly))
            findings.Add(new Finding(anomaly, string.Join(", ", cycle)));
    }

    /// <summary>A place on a path, and whether an anti-dependency led there (noted only where that matters).</summary>
    private sealed record PathState(HistoryTransaction At, bool AfterAnti);
}
