using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Moves the versions of chunks that are about to be spilled from the store into the tree that readers search next, in
/// the order of trees and keys, for the tree likes that.
/// </summary>
internal static unsafe class SpillIndex
{
    /// <summary>Moves the linked entries of chunks in memory.</summary>
    public static void Move(ReadOnlySpan<VersionChunk> chunks, VersionStore store, SpilledVersions target)
    {
        var entries = new List<nint>();
        foreach (var chunk in chunks)
        {
            for (var entry = VersionArena.LastOf(chunk); entry != null; entry = VersionEntry.Earlier(entry))
            {
                if (entry->IsLinked)
                    entries.Add((nint)entry);
            }
        }

        if (entries.Count == 0)
            return;
        entries.Reverse();
        if (!IsAscending(entries))
            entries.Sort(static (left, right) => Compare((VersionEntry*)left, (VersionEntry*)right));
        foreach (var pointer in entries)
        {
            var entry = (VersionEntry*)pointer;
            // Before the entry goes: should something fail in between, the tree's is known and taken away with the other.
            entry->IsSpilled = true;
            target.Put(entry);
        }

        foreach (var pointer in entries)
            store.Unlink((VersionEntry*)pointer);
    }

    /// <summary>How many of the first chunks have only versions that can be kept in the tree.</summary>
    public static int CountFitting(ReadOnlySpan<VersionChunk> chunks, SpilledVersions target)
    {
        var count = 0;
        while (count < chunks.Length && (target.FitsAll || Fits(chunks[count], target)))
            count++;
        return count;
    }

    private static bool Fits(in VersionChunk chunk, SpilledVersions target)
    {
        for (var entry = VersionArena.LastOf(chunk); entry != null; entry = VersionEntry.Earlier(entry))
        {
            if (entry->IsLinked && !target.Fits(entry->KeyLength, entry->ValueLength))
                return false;
        }

        return true;
    }

    private static bool IsAscending(List<nint> entries)
    {
        for (var i = 1; i < entries.Count; i++)
        {
            if (Compare((VersionEntry*)entries[i - 1], (VersionEntry*)entries[i]) > 0)
                return false;
        }

        return true;
    }

    private static int Compare(VersionEntry* left, VersionEntry* right) => left->Tree != right->Tree
        ? left->Tree.CompareTo(right->Tree)
        : VersionEntry.Key(left).SequenceCompareTo(VersionEntry.Key(right));
}
