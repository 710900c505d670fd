using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BTreeDb.Trees;

/// <summary>
/// A guess where in a leaf a key is: how far it lies between the two separators that lead to the leaf. A miss in memory costs
/// more than a search, and what a search in a big table costs is the number of cache lines that it touches: a good guess
/// leaves three of them where a binary search has a dozen fetched.
/// </summary>
/// <remarks>Never wrong, only useless: a search that does not end near the guess is made without it.</remarks>
internal readonly unsafe struct SlotAim
{
    private const int ShareBits = 16;
    private const int ShortArray = 80;
    private const int ReachOfShort = 6;
    private const int ReachOfLong = 16;

    /// <summary>Separators whose heads are so close are compared by eight bytes.</summary>
    private const uint CoarseHeads = 1 << 12;

    private const int CacheLine = 64;

    private readonly int _share;

    /// <summary>A guess; tests make any.</summary>
    /// <param name="share">One more than the share of the slots below the key, in 1/65536; zero is no guess.</param>
    internal SlotAim(int share) => _share = share;

    /// <summary>Whether there is a guess.</summary>
    public bool IsSome => _share != 0;

    /// <summary>
    /// The guess for a key whose child is at an index of an interior page; none at the page's ends, and whenever bytes that
    /// change meanwhile make no sense. The key is not shorter than the page's prefix.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SlotAim Between(SlottedPage parent, int index, byte* key, int length)
    {
        if (index <= 0 || !parent.TrySlot(index, out var upper) || index >= parent.Count || !parent.TrySlot(index - 1, out var lower))
            return default;
        var prefix = parent.PrefixLength;
        if (prefix > length)
            return default;
        var wanted = KeyBytes.Head(key + prefix, length - prefix);
        return upper.Head - lower.Head < CoarseHeads
            ? BetweenClose(parent, lower, upper, wanted, key + prefix, length - prefix)
            : Between(lower.Head, upper.Head, wanted);
    }

    /// <summary>The slot that is guessed, among so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(int count) => (int)(((long)(_share - 1) * count) >> ShareBits);

    /// <summary>How far from the guess a search looks, among so many slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Reach(int count) => count <= ShortArray ? ReachOfShort : ReachOfLong;

    /// <summary>Whether a search that ended at a slot would have been helped.</summary>
    public bool Hits(int index, int count) => Math.Abs(index - Guess(count)) < Reach(count);

    /// <summary>Whether this guess is one of those by which a tree learns how good they are: one in eight.</summary>
    public bool IsSample => Mixed >> 29 == 0;

    /// <summary>One in eight of those.</summary>
    public bool IsRareSample => Mixed >> 26 == 0;

    private uint Mixed => (uint)_share * 0x9E3779B1;

    /// <summary>Has the processor fetch the slots within reach of the guess, among so many, and some more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(byte* page, int count, int more)
    {
        if (!Sse.IsSupported)
            return;
        var guess = Guess(count);
        var reach = Reach(count) + more;
        // A prefetch beyond the page would be harmless.
        var first = SlottedPage.SlotsOffset + (Math.Max(guess - reach, 0) * Slot.Size);
        var last = SlottedPage.SlotsOffset + (Math.Min(guess + reach, count) * Slot.Size);
        for (var at = first & -CacheLine; at < last; at += CacheLine)
            Sse.Prefetch0(page + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SlotAim Between(ulong low, ulong high, ulong wanted)
    {
        if (wanted < low || wanted >= high)
            return default;
        return new SlotAim(1 + (int)(((wanted - low) << ShareBits) / (high - low)));
    }

    private static SlotAim BetweenClose(SlottedPage parent, in Slot lower, in Slot upper, uint wanted, byte* suffix, int length)
    {
        var low = Number(lower.Head, parent.Pointer + lower.Offset, lower.KeyLength);
        var high = Number(upper.Head, parent.Pointer + upper.Offset, upper.KeyLength);
        // The difference leaves room for the share's bits, for the heads are close.
        return Between(0, high - low, Number(wanted, suffix, length) - low);
    }

    /// <summary>The first eight bytes as a big-endian number, padded with zeros.</summary>
    private static ulong Number(uint head, byte* suffix, int length) =>
        ((ulong)head << 32) | (length > 4 ? KeyBytes.Head(suffix + 4, length - 4) : 0);
}
