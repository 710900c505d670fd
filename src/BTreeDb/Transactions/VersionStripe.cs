using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>A part of the version store: a chained hash table under a lock of its own.</summary>
internal sealed unsafe class VersionStripe : IDisposable
{
    private const int InitialBuckets = 16;

    /// <summary>The store picks the stripe by the hash's low bits, so the buckets use those above them.</summary>
    private const int HashShift = 6;

    private readonly Lock _gate = new();
    private VersionEntry** _buckets = Allocate(InitialBuckets);
    private uint _mask = InitialBuckets - 1;
    private int _count;

    /// <summary>Frees the table should the store be lost.</summary>
    ~VersionStripe() => NativeMemory.Free(_buckets);

    /// <summary>Number of entries.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds an entry before all others of its key.</summary>
    public void Add(VersionEntry* entry)
    {
        lock (_gate)
        {
            if (_count > _mask)
                Grow();
            var bucket = BucketOf(entry->Hash);
            entry->Next = *bucket;
            *bucket = entry;
            _count++;
        }
    }

    /// <summary>Has the processor fetch a bucket. Without the lock: should the table move just now, nothing is gained or lost.</summary>
    public void Approach(uint hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(BucketOf(hash));
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(VersionEntry* entry)
    {
        lock (_gate)
        {
            var at = BucketOf(entry->Hash);
            while (*at != entry)
            {
                Invariant.Holds(*at != null, "X6");
                at = &(*at)->Next;
            }

            *at = entry->Next;
            entry->Next = null;
            _count--;
        }
    }

    /// <summary>Puts a copy of an entry in its place.</summary>
    public void Replace(VersionEntry* entry, VersionEntry* copy)
    {
        lock (_gate)
        {
            var at = BucketOf(entry->Hash);
            while (*at != entry)
            {
                Invariant.Holds(*at != null, "X6");
                at = &(*at)->Next;
            }

            copy->NewerStamp = entry->NewerStamp;
            copy->Next = entry->Next;
            *at = copy;
            entry->Next = null;
        }
    }

    /// <summary>
    /// As <see cref="VersionStore.TryPrune"/>. Where snapshots from before the older version live, the entry that the
    /// chain goes on with is made to follow the newer version instead.
    /// </summary>
    public bool TryPrune(VersionEntry* entry, TransactionTable table, TransactionId allVisibleBelow, LiveSnapshots live)
    {
        lock (_gate)
        {
            var newer = CommitOf(entry->NewerStamp, table, allVisibleBelow);
            var isFresh = (entry->OlderFlags & RecordFlags.Fresh) != 0;
            var older = isFresh ? 0 : CommitOf(entry->OlderStamp, table, allVisibleBelow);
            if (newer > live.Latest || live.AnyIn(older, newer))
                return false;
            if (live.AnyIn(0, older))
            {
                if (!TryFindNext(entry, out var next))
                    return false;
                next->NewerStamp = entry->NewerStamp;
            }

            Remove(entry);
            return true;
        }
    }

    /// <summary>As <see cref="VersionStore.Find"/>. Where nothing is found, the version is the last of the chain.</summary>
    public VersionLookup Find(
        TreeId tree, uint hash, ReadOnlySpan<byte> key, in Visibility visibility, ref RecordBuffer value, ref RecordVersion version)
    {
        var replacedBy = version.Stamp.Value;
        lock (_gate)
        {
            for (var entry = *BucketOf(hash); entry != null; entry = entry->Next)
            {
                // Only from the page's version back, link by link: were its entry gone (rolled back), what is left of
                // the chain would begin one version too early.
                if (entry->Hash != hash || entry->NewerStamp != replacedBy || entry->Tree != tree.Value
                    || !VersionEntry.Key(entry).SequenceEqual(key))
                    continue;
                replacedBy = entry->OlderStamp;
                version = new RecordVersion(new TransactionId(replacedBy), entry->OlderFlags);
                if (visibility.SeesReplaced(entry->OlderStamp))
                {
                    if (version.IsGhost)
                        return VersionLookup.Absent;
                    value.Set(VersionEntry.Value(entry));
                    return VersionLookup.Found;
                }

                if ((entry->OlderFlags & RecordFlags.Fresh) != 0)
                    return VersionLookup.Absent;
            }
        }

        return VersionLookup.Unknown;
    }

    /// <summary>As <see cref="VersionStore.FindUnseen"/>.</summary>
    public void FindUnseen(TreeId tree, uint hash, ReadOnlySpan<byte> key, in Visibility visibility, List<ulong> stamps)
    {
        lock (_gate)
        {
            for (var entry = *BucketOf(hash); entry != null; entry = entry->Next)
            {
                if (entry->Hash != hash || entry->Tree != tree.Value || !VersionEntry.Key(entry).SequenceEqual(key))
                    continue;
                if (!visibility.SeesReplaced(entry->NewerStamp))
                    stamps.Add(entry->NewerStamp);
                // Whoever inserted the record has replaced nothing, and shows only here.
                if (!visibility.SeesReplaced(entry->OlderStamp))
                    stamps.Add(entry->OlderStamp);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_buckets);
        _buckets = null;
        GC.SuppressFinalize(this);
    }

    private static VersionEntry** Allocate(uint count) =>
        (VersionEntry**)NativeMemory.AllocZeroed(count, (nuint)sizeof(VersionEntry*));

    /// <summary>When a transaction committed; 0 if everybody sees it, the greatest number if it has not.</summary>
    private static ulong CommitOf(ulong stamp, TransactionTable table, TransactionId allVisibleBelow)
    {
        if (stamp < allVisibleBelow.Value)
            return 0;
        return table.Read(stamp) switch
        {
            TransactionTable.Forgotten => 0,
            TransactionTable.Running or TransactionTable.RolledBack => ulong.MaxValue,
            var sequence => sequence,
        };
    }

    private static bool TryFindNext(VersionEntry* entry, out VersionEntry* next)
    {
        var key = VersionEntry.Key(entry);
        for (next = entry->Next; next != null; next = next->Next)
        {
            if (next->Hash == entry->Hash && next->NewerStamp == entry->OlderStamp && next->Tree == entry->Tree
                && VersionEntry.Key(next).SequenceEqual(key))
                return true;
        }

        return false;
    }

    /// <summary>In bounds: the mask is one less than the number of buckets.</summary>
    private VersionEntry** BucketOf(uint hash) => _buckets + ((hash >> HashShift) & _mask);

    /// <summary>Doubles the table. The order within a bucket stays: newer changes of a key must be met first.</summary>
    private void Grow()
    {
        var old = _buckets;
        var oldCount = _mask + 1;
        _buckets = Allocate(oldCount * 2);
        _mask = (oldCount * 2) - 1;
        for (uint i = 0; i < oldCount; i++)
        {
            var low = _buckets + i;
            var high = _buckets + i + oldCount;
            for (var entry = old[i]; entry != null;)
            {
                var next = entry->Next;
                entry->Next = null;
                if (BucketOf(entry->Hash) == _buckets + i)
                {
                    *low = entry;
                    low = &entry->Next;
                }
                else
                {
                    *high = entry;
                    high = &entry->Next;
                }

                entry = next;
            }
        }

        NativeMemory.Free(old);
    }
}
