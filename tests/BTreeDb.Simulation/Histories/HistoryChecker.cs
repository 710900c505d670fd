namespace BTreeDb.Simulation.Histories;

/// <summary>
/// Finds Adya's anomalies in a history: orders the versions of each object, draws the direct serialization graph of the
/// committed transactions, and looks for cycles in it (Kingsbury and Alvaro, "Elle", VLDB 2020).
/// </summary>
internal sealed class HistoryChecker
{
    private static readonly VersionOrder Nothing = new();

    private readonly History _history;
    private readonly Dictionary<int, (HistoryTransaction Writer, HistoryWrite Write)> _writes = [];
    private readonly Dictionary<int, VersionOrder> _orders = [];
    private readonly DependencyGraph _graph = new();
    private readonly List<Finding> _findings = [];

    private HistoryChecker(History history) => _history = history;

    /// <summary>All anomalies, at least one of each class that there is.</summary>
    public static List<Finding> Check(History history)
    {
        var checker = new HistoryChecker(history);
        checker.CollectWrites();
        checker.OrderLists();
        checker.OrderRegisters();
        checker.AddWriteDependencies();
        foreach (var transaction in history.Transactions)
        {
            if (transaction.IsCommitted)
                checker.CheckReads(transaction);
        }

        new CycleSearch(checker._graph, checker._findings).Run();
        return checker._findings;
    }

    private void CollectWrites()
    {
        foreach (var transaction in _history.Transactions)
        {
            foreach (var write in transaction.Writes)
                _writes.Add(write.Element, (transaction, write));
        }
    }

    /// <summary>Each list's elements in the end, and then its deletion.</summary>
    private void OrderLists()
    {
        var last = new Dictionary<int, int[]>(_history.FinalLists);
        var deletes = new Dictionary<int, (HistoryTransaction Writer, HistoryWrite Write)>();
        foreach (var (writer, write) in _writes.Values)
        {
            if (!write.IsDelete || !Counts(writer, write))
                continue;
            last[write.Key] = write.Last;
            if (!deletes.TryAdd(write.Key, (writer, write)))
                Report(Anomaly.LostWrite, $"{writer} and {deletes[write.Key].Writer} deleted {write.Key}");
        }

        foreach (var (key, elements) in last)
        {
            var order = _orders[key] = new VersionOrder();
            foreach (var element in elements)
            {
                var (writer, write) = _writes[element];
                if (Counts(writer, write))
                    order.Add(writer, write);
                else
                    Report(Anomaly.G1a, $"{key} ends with {element} of {writer}, which is rolled back");
            }

            if (deletes.TryGetValue(key, out var delete))
                order.Add(delete.Writer, delete.Write);
        }

        foreach (var (writer, write) in _writes.Values)
        {
            if (!HistoryObject.IsRegister(write.Key) && Counts(writer, write) && !write.IsDelete
                && Array.IndexOf(last.GetValueOrDefault(write.Key, []), write.Element) < 0)
                Report(Anomaly.LostWrite, $"{write.Element} of {writer} is missing in {write.Key}");
        }
    }

    private void OrderRegisters()
    {
        var versions = new SortedDictionary<(int Key, int Version), (HistoryTransaction Writer, HistoryWrite Write)>();
        foreach (var (writer, write) in _writes.Values)
        {
            if (HistoryObject.IsRegister(write.Key) && Counts(writer, write)
                && !versions.TryAdd((write.Key, write.Version), (writer, write)))
                Report(Anomaly.LostWrite, $"version {write.Version} of {write.Key} is {writer}'s and another one's");
        }

        foreach (var ((key, version), (writer, write)) in versions)
        {
            if (!_orders.TryGetValue(key, out var order))
                _orders.Add(key, order = new VersionOrder());
            order.Add(writer, write);
            if (order.Count != version)
                Report(Anomaly.LostWrite, $"version {version} of {key} comes at place {order.Count}");
        }
    }

    private void AddWriteDependencies()
    {
        foreach (var (key, order) in _orders)
        {
            for (var version = 2; version <= order.Count; version++)
                _graph.Add(order.WriterOf(version - 1), order.WriterOf(version), DependencyKind.Write, key);
        }
    }

    private void CheckReads(HistoryTransaction reader)
    {
        foreach (var read in reader.Reads)
        {
            var order = _orders.GetValueOrDefault(read.Key, Nothing);
            if (FindVersion(reader, read, order) is not { } version)
                continue;
            if (version > 0)
                CheckVersion(reader, read, order, version);
            if (version < order.Count)
            {
                _graph.Add(reader, order.WriterOf(version + 1),
                    read.IsPredicate ? DependencyKind.PredicateAnti : DependencyKind.Anti, read.Key);
                CheckUpdate(reader, read, order, version);
            }

            CheckOwnWrites(reader, read, order, version);
        }
    }

    /// <summary>The version that was read; null when it is none, which is reported.</summary>
    private int? FindVersion(HistoryTransaction reader, HistoryRead read, VersionOrder order)
    {
        if (HistoryObject.IsRegister(read.Key))
            return FindRegisterVersion(reader, read, order);
        if (read.IsAbsent)
            return FindAbsence(reader, read, order);
        var version = 0;
        foreach (var element in read.Elements!)
        {
            var (writer, write) = _writes[element];
            if (!Counts(writer, write))
            {
                // What it has undone itself it sees before it does so.
                if (writer == reader && write.IsSeenAt(read.Order))
                    continue;
                Report(Anomaly.G1a, $"{reader} read {element} of {writer} in {read.Key}, which is rolled back");
                return null;
            }

            if (version == order.Count || !ReferenceEquals(order.WriteOf(version + 1), write))
            {
                Report(Anomaly.LostWrite, $"{reader} read {read.Key} in another order than it has in the end");
                return null;
            }

            version++;
        }

        return version;
    }

    /// <summary>A new list was not born yet; another one must be dead, be it by a delete that the reader undoes later.</summary>
    private int? FindAbsence(HistoryTransaction reader, HistoryRead read, VersionOrder order)
    {
        if (HistoryObject.IsNew(read.Key))
            return 0;
        if (reader.Writes.Exists(write => write.Key == read.Key && write.IsDelete && write.IsUndone && write.IsSeenAt(read.Order)))
            return null;
        if (order.Count > 0 && order.WriteOf(order.Count).IsDelete)
            return order.Count;
        Report(Anomaly.LostWrite, $"{reader} does not find {read.Key}, which nobody has deleted");
        return null;
    }

    private int? FindRegisterVersion(HistoryTransaction reader, HistoryRead read, VersionOrder order)
    {
        if (read.Version == 0)
            return 0;
        if (!_writes.TryGetValue(read.Value, out var found) || found.Write.Key != read.Key)
        {
            Report(Anomaly.LostWrite, $"{reader} read {read.Value} in {read.Key}, which nobody wrote");
            return null;
        }

        if (!Counts(found.Writer, found.Write))
        {
            if (found.Writer != reader || !found.Write.IsSeenAt(read.Order))
                Report(Anomaly.G1a, $"{reader} read {read.Value} of {found.Writer} in {read.Key}, which is rolled back");
            return null;
        }

        if (read.Version <= order.Count && ReferenceEquals(order.WriteOf(read.Version), found.Write))
            return read.Version;
        Report(Anomaly.LostWrite, $"{reader} read version {read.Version} of {read.Key}, which is another one in the end");
        return null;
    }

    private void CheckVersion(HistoryTransaction reader, HistoryRead read, VersionOrder order, int version)
    {
        var writer = order.WriterOf(version);
        if (writer == reader)
            return;
        _graph.Add(writer, reader, DependencyKind.Read, read.Key);
        if (version < order.Count && order.WriterOf(version + 1) == writer)
            Report(Anomaly.G1b, $"{reader} read {read.Key} between two writes of {writer}");
    }

    /// <summary>Lost update: what was read last before the first own write was replaced by somebody else meanwhile.</summary>
    private void CheckUpdate(HistoryTransaction reader, HistoryRead read, VersionOrder order, int version)
    {
        if (order.WriterOf(version + 1) == reader)
            return;
        var first = reader.Writes.Find(write => write.Key == read.Key && !write.IsUndone);
        if (first is null || first.Order < read.Order
            || reader.Reads.Exists(other => other.Key == read.Key && other.Order > read.Order && other.Order < first.Order))
            return;
        Report(Anomaly.LostUpdate, $"{reader} wrote {read.Key} after {order.WriterOf(version + 1)} had, whom it had not seen");
    }

    private void CheckOwnWrites(HistoryTransaction reader, HistoryRead read, VersionOrder order, int version)
    {
        var own = 0;
        for (var i = 1; i <= version; i++)
            own += order.WriterOf(i) == reader ? 1 : 0;
        var written = 0;
        foreach (var write in reader.Writes)
            written += write.Key == read.Key && !write.IsUndone && write.Order < read.Order ? 1 : 0;
        if (own != written)
            Report(Anomaly.Internal, $"{reader} sees {own} of its {written} writes of {read.Key}");
    }

    private static bool Counts(HistoryTransaction writer, HistoryWrite write) => writer.IsCommitted && !write.IsUndone;

    private void Report(Anomaly anomaly, string description) => _findings.Add(new Finding(anomaly, description));
}
