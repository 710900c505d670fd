namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// Safe snapshots: a read-only transaction cannot be part of an anomaly when each writer that was running at its snapshot
/// has ended without an edge to one that had committed before that snapshot. Called under the graph's gate, but for
/// the waiting.
/// </summary>
internal static class SafeSnapshots
{
    /// <summary>How long a deferred transaction sleeps before it looks for cancellation.</summary>
    private const int SliceMs = 20;

    /// <summary>A reader begins: the writers who run decide about it.</summary>
    public static void Await(SerializableTransaction reader, List<SerializableTransaction> active)
    {
        foreach (var writer in active)
        {
            if (writer.IsReadOnly || writer.IsDoomed)
                continue;
            reader.Undecided.Add(writer);
            writer.Undecided.Add(reader);
        }

        if (reader.Undecided.Count == 0)
            Set(reader, SnapshotSafety.Safe);
    }

    /// <summary>A reader ends, decided or not.</summary>
    public static void Leave(SerializableTransaction node)
    {
        if (!node.IsReadOnly)
            return;
        foreach (var writer in node.Undecided)
            writer.Undecided.Remove(node);
        node.Undecided.Clear();
    }

    /// <summary>A writer has ended.</summary>
    public static void Decide(SerializableTransaction writer)
    {
        foreach (var reader in writer.Undecided)
        {
            reader.Undecided.Remove(writer);
            if (writer.IsCommitted && writer.HasWritten && writer.FirstOutOrder <= reader.SnapshotOrder)
                Set(reader, SnapshotSafety.Unsafe);
            else if (reader.Undecided.Count == 0 && reader.Safety == SnapshotSafety.Unknown)
                Set(reader, SnapshotSafety.Safe);
        }

        writer.Undecided.Clear();
    }

    /// <summary>Waits for a moment, or until it is known whether a snapshot is safe. Without the gate.</summary>
    public static void Wait(SerializableTransaction reader)
    {
        lock (reader.Undecided)
        {
            if (reader.Safety == SnapshotSafety.Unknown)
                Monitor.Wait(reader.Undecided, SliceMs);
        }
    }

    private static void Set(SerializableTransaction reader, SnapshotSafety safety)
    {
        lock (reader.Undecided)
        {
            reader.Safety = safety;
            Monitor.PulseAll(reader.Undecided);
        }
    }
}
