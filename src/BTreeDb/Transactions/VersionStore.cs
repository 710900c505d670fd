using System.Runtime.InteropServices;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// The versions of records that pages no longer have, for the snapshots that still see them: a hash table over tree and
/// key whose entries lie in the arenas of the transactions that replaced them, and behind it the temporary files of
/// arenas that have outgrown their budget. Never durable: after a crash nobody needs an old version. Striped; a stripe's
/// lock is held for a few comparisons and one copy.
/// </summary>
internal sealed unsafe class VersionStore : IDisposable
{
    private const int StripeCount = 64;

    private readonly VersionStripe[] _stripes = new VersionStripe[StripeCount];
    private readonly VersionBudget? _budget;
    private readonly int _pageSize;
    private readonly Lock _spilledGate = new();
    private SpilledVersions[] _spilled = [];

    /// <summary>Makes an empty store.</summary>
    /// <param name="budget">Where versions go that memory shall not hold; null if they stay in memory.</param>
    /// <param name="pageSize">The page size of the database.</param>
    public VersionStore(VersionBudget? budget = null, int pageSize = 8192)
    {
        _budget = budget;
        _pageSize = pageSize;
        for (var i = 0; i < StripeCount; i++)
            _stripes[i] = new VersionStripe();
    }

    /// <summary>Entries that readers can find.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (var stripe in _stripes)
                count += stripe.Count;
            return count;
        }
    }

    /// <summary>The memory that arenas may take together before they spill.</summary>
    public long BudgetBytes => _budget?.Bytes ?? long.MaxValue;

    /// <summary>Bytes in temporary files.</summary>
    public long SpilledBytes
    {
        get
        {
            long bytes = 0;
            foreach (var spilled in Volatile.Read(ref _spilled))
                bytes += spilled.Bytes;
            return bytes;
        }
    }

    /// <summary>Hash of a key of a tree.</summary>
    public static uint Hash(TreeId tree, ReadOnlySpan<byte> key)
    {
        // Multiply and fold, eight bytes a step. Nobody but us chooses what to collide with: a long bucket costs time only.
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (tree.Value + 1UL) * Multiplier;
        var words = MemoryMarshal.Cast<byte, ulong>(key);
        foreach (var word in words)
            hash = Fold(hash ^ word) * Multiplier;
        ulong rest = 0;
        foreach (var b in key[(words.Length * sizeof(ulong))..])
            rest = (rest << 8) | b;
        hash = Fold(hash ^ rest ^ ((ulong)key.Length << 56)) * Multiplier;
        return (uint)(hash >> 32);
    }

    /// <summary>Has the processor fetch the place of an entry that will be linked soon.</summary>
    public void Approach(uint hash) => StripeOf(hash).Approach(hash);

    /// <summary>Makes an entry findable. Its page is changed after this (X3).</summary>
    public void Link(VersionEntry* entry)
    {
        entry->IsLinked = true;
        StripeOf(entry->Hash).Add(entry);
    }

    /// <summary>Takes an entry out. Nobody reads it afterwards.</summary>
    public void Unlink(VersionEntry* entry)
    {
        if (!entry->IsLinked)
            return;
        StripeOf(entry->Hash).Remove(entry);
        entry->IsLinked = false;
    }

    /// <summary>
    /// Finds the newest version of a key that a reader sees among those that the page's version has replaced, and copies
    /// its value (or chain reference).
    /// </summary>
    /// <param name="tree">The tree.</param>
    /// <param name="key">The key.</param>
    /// <param name="visibility">What the reader sees.</param>
    /// <param name="value">Receives the value.</param>
    /// <param name="version">The version that the page has; receives the one found.</param>
    public VersionLookup Find(
        TreeId tree, ReadOnlySpan<byte> key, in Visibility visibility, ref RecordBuffer value, ref RecordVersion version)
    {
        var hash = Hash(tree, key);
        var stripe = StripeOf(hash);
        while (true)
        {
            var outcome = stripe.Find(tree, hash, key, visibility, ref value, ref version);
            if (outcome != VersionLookup.Unknown)
                return outcome;
            // An entry goes to a file before it leaves the stripe, so whoever missed it there finds it here.
            if (!TryFindSpilled(tree, key, version.Stamp.Value, ref value, out var older))
                return VersionLookup.Unknown;
            version = older;
            if (visibility.SeesReplaced(older.Stamp.Value))
                return older.IsGhost ? VersionLookup.Absent : VersionLookup.Found;
            if (older.IsFresh)
                return VersionLookup.Absent;
        }
    }

    /// <summary>
    /// The transactions that have written a version of a key and that a reader does not see, in memory or in files.
    /// </summary>
    /// <param name="tree">The tree.</param>
    /// <param name="key">The key.</param>
    /// <param name="newest">The stamp of the version that the page has.</param>
    /// <param name="visibility">What the reader sees.</param>
    public List<ulong> FindUnseen(TreeId tree, ReadOnlySpan<byte> key, ulong newest, in Visibility visibility)
    {
        var hash = Hash(tree, key);
        var stamps = new List<ulong> { newest };
        StripeOf(hash).FindUnseen(tree, hash, key, visibility, stamps);
        RecordBuffer value = default;
        for (var i = 0; i < stamps.Count; i++)
        {
            if (TryFindSpilled(tree, key, stamps[i], ref value, out var older)
                && !visibility.SeesReplaced(older.Stamp.Value) && !stamps.Contains(older.Stamp.Value))
                stamps.Add(older.Stamp.Value);
        }

        return stamps;
    }

    /// <summary>Takes an entry out of the store that no snapshot needs, live or to come, though older ones may be needed.</summary>
    /// <returns>Whether it is out.</returns>
    public bool TryPrune(VersionEntry* entry, TransactionTable table, TransactionId allVisibleBelow, LiveSnapshots live)
    {
        if (!StripeOf(entry->Hash).TryPrune(entry, table, allVisibleBelow, live))
            return false;
        entry->IsLinked = false;
        return true;
    }

    /// <summary>Puts a copy of a linked entry in its place.</summary>
    public void Replace(VersionEntry* entry, VersionEntry* copy)
    {
        copy->IsLinked = true;
        StripeOf(entry->Hash).Replace(entry, copy);
        entry->IsLinked = false;
    }

    /// <summary>Makes temporary files for an arena, which readers search from now on.</summary>
    /// <exception cref="Diagnostics.EngineException">53100 or 58030: the file cannot be made.</exception>
    public SpilledVersions OpenSpilled()
    {
        Invariant.Holds(_budget is not null, "X6");
        var spilled = new SpilledVersions(this, _budget.Files, _pageSize);
        lock (_spilledGate)
            Volatile.Write(ref _spilled, [.. _spilled, spilled]);
        return spilled;
    }

    /// <summary>Forgets temporary files.</summary>
    internal void Remove(SpilledVersions spilled)
    {
        lock (_spilledGate)
            Volatile.Write(ref _spilled, Array.FindAll(_spilled, other => other != spilled));
    }

    /// <summary>
    /// Frees the tables and closes what temporary files a crash would leave, too. Entries belong to their arenas.
    /// </summary>
    public void Dispose()
    {
        foreach (var spilled in _spilled)
            spilled.Close(deletes: false);
        foreach (var stripe in _stripes)
            stripe.Dispose();
    }

    private bool TryFindSpilled(
        TreeId tree, ReadOnlySpan<byte> key, ulong newer, ref RecordBuffer value, out RecordVersion older)
    {
        foreach (var spilled in Volatile.Read(ref _spilled))
        {
            if (spilled.TryFind(tree, key, newer, ref value, out older))
                return true;
        }

        older = default;
        return false;
    }

    private static ulong Fold(ulong value) => value ^ (value >> 32);

    private VersionStripe StripeOf(uint hash) => _stripes[hash % StripeCount];
}
