using System.Runtime.InteropServices;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// The versions of records that pages no longer have, for the snapshots that still see them: a hash table over tree and
/// key whose entries lie in the arenas of the transactions that replaced them. In memory only: after a crash nobody
/// needs an old version. Striped; a stripe's lock is held for a few comparisons and one copy.
/// </summary>
internal sealed unsafe class VersionStore : IDisposable
{
    private const int StripeCount = 64;

    private readonly VersionStripe[] _stripes = new VersionStripe[StripeCount];

    /// <summary>Makes an empty store.</summary>
    public VersionStore()
    {
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
        return StripeOf(hash).Find(tree, hash, key, visibility, ref value, ref version);
    }

    /// <summary>The transactions that have replaced a version of a key and that a reader does not see.</summary>
    public List<ulong> FindUnseen(TreeId tree, ReadOnlySpan<byte> key, in Visibility visibility)
    {
        var hash = Hash(tree, key);
        var stamps = new List<ulong>();
        StripeOf(hash).FindUnseen(tree, hash, key, visibility, stamps);
        return stamps;
    }

    /// <summary>Frees the tables. Entries belong to their arenas.</summary>
    public void Dispose()
    {
        foreach (var stripe in _stripes)
            stripe.Dispose();
    }

    private static ulong Fold(ulong value) => value ^ (value >> 32);

    private VersionStripe StripeOf(uint hash) => _stripes[hash % StripeCount];
}
