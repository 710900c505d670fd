namespace BTreeDb.Simulation.Histories;

/// <summary>The direct serialization graph: who comes before whom in every serial order that gives what was read.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<HistoryTransaction, List<Dependency>> _edges = [];
    private readonly HashSet<(HistoryTransaction From, HistoryTransaction To, DependencyKind Kind)> _known = [];

    /// <summary>All transactions with edges.</summary>
    public IEnumerable<HistoryTransaction> Transactions => _edges.Keys;

    /// <summary>Adds an edge, unless it leads back to where it begins.</summary>
    public void Add(HistoryTransaction from, HistoryTransaction to, DependencyKind kind, int key)
    {
        if (from == to || !_known.Add((from, to, kind)))
            return;
        Of(to);
        Of(from).Add(new Dependency(from, to, kind, key));
    }

    /// <summary>The edges that begin at a transaction.</summary>
    public List<Dependency> Of(HistoryTransaction transaction)
    {
        if (!_edges.TryGetValue(transaction, out var edges))
            _edges.Add(transaction, edges = []);
        return edges;
    }

    /// <summary>
    /// Numbers the strongly connected components of the edges of some kinds (Tarjan, without recursion); only those with
    /// more than one member are in the result.
    /// </summary>
    public Dictionary<HistoryTransaction, int> Components(DependencyKind kinds)
    {
        var search = new ComponentSearch(this, kinds);
        foreach (var transaction in _edges.Keys)
            search.From(transaction);
        return search.Components;
    }

    private sealed class ComponentSearch(DependencyGraph graph, DependencyKind kinds)
    {
        private readonly Dictionary<HistoryTransaction, (int Index, int Low)> _visited = [];
        private readonly Stack<HistoryTransaction> _open = new();
        private readonly HashSet<HistoryTransaction> _isOpen = [];

        public Dictionary<HistoryTransaction, int> Components { get; } = [];

        public void From(HistoryTransaction root)
        {
            if (_visited.ContainsKey(root))
                return;
            var path = new Stack<(HistoryTransaction At, int Next)>();
            Enter(root, path);
            while (path.TryPop(out var step))
            {
                var (at, next) = step;
                var edges = graph.Of(at);
                if (next == edges.Count)
                {
                    Leave(at, path);
                    continue;
                }

                path.Push((at, next + 1));
                if ((edges[next].Kind & kinds) == 0)
                    continue;
                var to = edges[next].To;
                if (!_visited.TryGetValue(to, out var known))
                    Enter(to, path);
                else if (_isOpen.Contains(to))
                    Lower(at, known.Index);
            }
        }

        private void Enter(HistoryTransaction at, Stack<(HistoryTransaction At, int Next)> path)
        {
            _visited.Add(at, (_visited.Count, _visited.Count));
            _open.Push(at);
            _isOpen.Add(at);
            path.Push((at, 0));
        }

        private void Leave(HistoryTransaction at, Stack<(HistoryTransaction At, int Next)> path)
        {
            var (index, low) = _visited[at];
            if (path.TryPeek(out var parent))
                Lower(parent.At, low);
            if (low != index)
                return;
            var isAlone = _open.Peek() == at;
            HistoryTransaction member;
            do
            {
                member = _open.Pop();
                _isOpen.Remove(member);
                if (!isAlone)
                    Components[member] = index;
            }
            while (member != at);
        }

        private void Lower(HistoryTransaction at, int low)
        {
            var (index, before) = _visited[at];
            _visited[at] = (index, Math.Min(before, low));
        }
    }
}
