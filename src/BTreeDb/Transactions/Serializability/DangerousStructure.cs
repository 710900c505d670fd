namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// Two edges in a row, T1 -> T2 -> T3, of which T3 commits first: every cycle has such a structure in it (Fekete and
/// others, TODS 2005), so whoever prevents them prevents all anomalies, and some aborts too many. If T1 only reads, T3 has to
/// have committed before T1's snapshot (Ports and Grittner, VLDB 2012, theorem 3).
/// </summary>
internal static class DangerousStructure
{
    /// <summary>Whether an edge would be part of one.</summary>
    public static bool IsCompletedBy(SerializableTransaction reader, SerializableTransaction writer) =>
        HasPivotWriter(reader, writer) || HasPivotReader(reader, writer);

    /// <summary>Whether a transaction that is about to commit would be T3 of one; tells the pivot.</summary>
    public static bool HasUncommittedPivot(SerializableTransaction last, SerializableTransaction pivot)
    {
        if (pivot.IsCommitted || pivot.IsDoomed)
            return false;
        foreach (var first in pivot.In)
        {
            if (first == last || !(first.IsCommitted || first.IsReadOnly || first.IsDoomed))
                return true;
        }

        return false;
    }

    /// <summary>reader -> writer -> T3: T3 is on its way to commit, or has, and before both others.</summary>
    private static bool HasPivotWriter(SerializableTransaction reader, SerializableTransaction writer)
    {
        if (writer.HasForgottenOut || (writer.IsCommitted && writer.HasCommittedOut))
            return true;
        foreach (var last in writer.Out)
        {
            if (last.IsPrepared && last.PrepareOrder <= reader.CommitOrder && last.PrepareOrder <= writer.CommitOrder
                && (!reader.IsReadOnly || last.PrepareOrder <= reader.SnapshotOrder))
                return true;
        }

        return false;
    }

    /// <summary>T1 -> reader -> writer: the writer is on its way to commit, or has, before T1.</summary>
    private static bool HasPivotReader(SerializableTransaction reader, SerializableTransaction writer)
    {
        if (!writer.IsPrepared || reader.IsReadOnly)
            return false;
        if (reader.HasForgottenIn)
            return true;
        foreach (var first in reader.In)
        {
            if (!first.IsDoomed && first.CommitOrder >= writer.PrepareOrder
                && (!first.IsReadOnly || first.SnapshotOrder >= writer.PrepareOrder))
                return true;
        }

        return false;
    }
}
