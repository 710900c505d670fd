using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Committed transactions that wait for old snapshots to end, put together: the versions that some snapshot can see, and
/// what is to be cleaned up in the end. A big transaction is a batch of its own, with its arena as it is.
/// </summary>
internal sealed unsafe class RetiredBatch
{
    private const int RecheckMs = 500;

    private readonly VersionChunkPool _pool;
    private List<(TransactionId Transaction, byte[] Bytes)>? _garbage;
    private TransactionId _only;
    private int _snapshots = -1;
    private long _checked;

    /// <summary>Makes an empty batch.</summary>
    public RetiredBatch(VersionChunkPool pool)
    {
        _pool = pool;
        Arena = new VersionArena(pool);
    }

    /// <summary>Takes a big transaction as it is.</summary>
    public RetiredBatch(VersionChunkPool pool, in RetiredTransaction retired)
    {
        _pool = pool;
        _only = retired.Id;
        Arena = retired.Arena;
        Sequence = retired.Sequence;
        IsClosed = true;
    }

    /// <summary>The entries.</summary>
    public VersionArena Arena { get; private set; }

    /// <summary>The place of its last transaction in the order of commits.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>Whether nothing is added any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Bytes in memory.</summary>
    public long Bytes => Arena.MemoryBytes;

    /// <summary>The whole as one.</summary>
    public RetiredTransaction AsRetired() => new(_only, Sequence, Arena, _garbage);

    /// <summary>Takes over what somebody needs of a transaction's entries; the rest leaves the store.</summary>
    public void Add(in RetiredTransaction retired, TransactionSystem system, LiveSnapshots live)
    {
        Sequence = retired.Sequence;
        if (retired.Arena.HasGarbage)
        {
            var bytes = new byte[Garbage.Length(retired.Arena)];
            Garbage.Write(retired.Arena, bytes);
            (_garbage ??= []).Add((retired.Id, bytes));
        }

        Copy(retired.Arena, Arena, retired.Id, system, live);
    }

    /// <summary>
    /// Lets go of versions that no snapshot sees any more, if snapshots that saw some have ended since the last look.
    /// </summary>
    public void Prune(TransactionSystem system, LiveSnapshots live)
    {
        var now = Environment.TickCount64;
        if (Arena.Spilled is not null || now - _checked < RecheckMs)
            return;
        _checked = now;
        var snapshots = live.CountBelow(Sequence);
        if (snapshots == _snapshots)
            return;
        _snapshots = snapshots;
        if (!_only.IsNone && Arena.HasGarbage)
            return;
        var rest = new VersionArena(_pool);
        Copy(Arena, rest, _only, system, live);
        Arena.Clear();
        Arena = rest;
    }

    private static void Copy(
        VersionArena source, VersionArena target, TransactionId id, TransactionSystem system, LiveSnapshots live)
    {
        // Serializable readers have to meet every writer whom they do not see. Those who begin now see what would go.
        var prunes = system.Serialization.ActiveCount == 0;
        using var walk = source.Walk();
        while (walk.MoveNext())
        {
            var entry = walk.Current;
            var owner = id.IsNone ? entry->PreviousLsn : id.Value;
            var isKept = entry->IsLinked
                && !(prunes && system.Versions.TryPrune(entry, system.Table, system.AllVisibleBelow, live));
            // The ghost stays to be purged, even if what it was is of no interest.
            if (!isKept && entry->Kind != VersionKind.Deleted)
                continue;
            var copy = target.Add(entry->KeyLength, isKept ? entry->ValueLength : 0);
            CopyTo(entry, copy, owner);
            if (isKept)
                system.Versions.Replace(entry, copy);
        }

        target.HasLinkedEntries |= source.HasLinkedEntries;
        target.HasDeferredWork |= source.HasDeferredWork;
    }

    private static void CopyTo(VersionEntry* entry, VersionEntry* copy, ulong owner)
    {
        copy->NewerStamp = entry->NewerStamp;
        copy->OlderStamp = entry->OlderStamp;
        copy->OlderFlags = entry->OlderFlags;
        copy->PreviousLsn = owner;
        copy->Tree = entry->Tree;
        copy->Hash = entry->Hash;
        copy->Kind = entry->Kind;
        var bytes = copy->KeyLength + copy->ValueLength;
        Buffer.MemoryCopy(entry + 1, copy + 1, bytes, bytes);
    }
}
