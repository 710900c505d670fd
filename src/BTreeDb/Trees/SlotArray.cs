using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BTreeDb.Files;

namespace BTreeDb.Trees;

/// <summary>
/// The search in a page's slot array. First a lower bound over the heads, without branches that depend on the data;
/// only slots whose head equals that of the wanted key have their records compared.
/// </summary>
/// <remarks>
/// Safe over bytes that change meanwhile: the number of slots is cut to what a page can hold, and a record is compared
/// only if its bytes lie in the page.
/// </remarks>
internal static unsafe class SlotArray
{
    /// <summary>
    /// The index of the first slot whose suffix is not below the given one; <paramref name="found"/> if it is equal.
    /// Negative if a slot that had to be looked at describes bytes outside of the page.
    /// </summary>
    public static int LowerBound(byte* page, int size, byte* suffix, int length, out bool found)
    {
        int count = ((NodeHeader*)(page + PageHeader.SizeBytes))->SlotCount;
        if (count > (size - SlottedPage.SlotsOffset) / Slot.Size)
        {
            found = false;
            return -1;
        }

        var head = KeyBytes.Head(suffix, length);
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        return AmongHeads(page, size, FirstNotBelow(heads, 0, count, head), count, head, suffix, length, out found);
    }

    /// <summary>As above, looking near a guess first.</summary>
    public static int LowerBound(byte* page, int size, byte* suffix, int length, SlotAim aim, out bool found)
    {
        int count = ((NodeHeader*)(page + PageHeader.SizeBytes))->SlotCount;
        if (count > (size - SlottedPage.SlotsOffset) / Slot.Size)
        {
            found = false;
            return -1;
        }

        var head = KeyBytes.Head(suffix, length);
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        var guess = aim.Guess(count);
        var reach = SlotAim.Reach(count);
        var first = Math.Max(guess - reach, 0);
        var end = Math.Min(guess + reach, count);
        var low = (first == 0 || HeadAt(heads, first - 1) < head) && (end == count || HeadAt(heads, end - 1) >= head)
            ? FirstNotBelow(heads, first, end - first, head)
            : FirstNotBelowOfAll(page, size, count, head);
        return AmongHeads(page, size, low, count, head, suffix, length, out found);
    }

    /// <summary>As above, of a suffix that is not below that of a slot: by steps that grow, for most ranges are short.</summary>
    public static int LowerBoundFrom(byte* page, int size, int from, byte* suffix, int length)
    {
        int count = ((NodeHeader*)(page + PageHeader.SizeBytes))->SlotCount;
        if (count > (size - SlottedPage.SlotsOffset) / Slot.Size)
            return -1;
        var head = KeyBytes.Head(suffix, length);
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        var step = 2;
        for (; from + step < count && HeadAt(heads, from + step - 1) < head; step *= 2)
            from += step;
        var low = from < count ? FirstNotBelow(heads, from, Math.Min(step, count - from), head) : count;
        return AmongHeads(page, size, low, count, head, suffix, length, out _);
    }

    /// <summary>From the first slot whose head is not below the wanted one to the first whose suffix is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AmongHeads(
        byte* page, int size, int low, int count, uint head, byte* suffix, int length, out bool found)
    {
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        found = false;
        if (low == count || HeadAt(heads, low) != head)
            return low;
        if (low + 1 < count && HeadAt(heads, low + 1) == head)
            return SearchEqualHeads(page, size, low, count, suffix, length, out found);
        var order = Compare(page, size, low, suffix, length);
        found = order == 0;
        return order == Outside ? -1 : order < 0 ? low + 1 : low;
    }

    /// <summary>
    /// Has the processor fetch what the first steps of a search in a long slot array will look at, all at once: each step
    /// would be a miss that waits for the one before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchProbes(byte* page, int size)
    {
        int count = ((NodeHeader*)(page + PageHeader.SizeBytes))->SlotCount;
        if (!Sse.IsSupported || count < FetchedCountMin || count > (size - SlottedPage.SlotsOffset) / Slot.Size)
            return;
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        var step = count / Probes * Slot.Size;
        for (var i = 1; i < Probes; i++)
            Sse.Prefetch0(heads + (i * step));
    }

    /// <summary>Shorter arrays are fetched by the descent.</summary>
    private const int FetchedCountMin = 80;

    /// <summary>Into so many parts the first probes divide the array: they are at most a few cache lines long.</summary>
    private const int Probes = 16;

    /// <summary>So many records with one head are fetched at once.</summary>
    private const int FetchedRecordsMax = 16;

    /// <summary>A result of <see cref="Compare"/> that no comparison of keys gives.</summary>
    private const int Outside = int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HeadAt(byte* heads, int index) => Unsafe.ReadUnaligned<uint>(heads + (index * Slot.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstNotBelow(byte* heads, int low, int count, uint head)
    {
        if (count == 0)
            return low;
        while (count > 1)
        {
            var half = count >> 1;
            // All ones if the probed head is below the wanted one: a conditional move that the JIT cannot undo.
            var below = (int)(((long)HeadAt(heads, low + half - 1) - head) >> 63);
            low += half & below;
            count -= half;
        }

        return low + (HeadAt(heads, low) < head ? 1 : 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FirstNotBelowOfAll(byte* page, int size, int count, uint head)
    {
        FetchProbes(page, size);
        return FirstNotBelow(page + SlottedPage.SlotsOffset + Slot.HeadOffset, 0, count, head);
    }

    /// <summary>
    /// The search among records that begin alike: by the next eight bytes of their suffixes, again without branches that
    /// depend on the data, then among those that have these in common, too.
    /// </summary>
    private static int SearchEqualHeads(
        byte* page, int size, int low, int high, byte* suffix, int length, out bool found)
    {
        var head = KeyBytes.Head(suffix, length);
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        found = false;
        var node = (NodeHeader*)(page + PageHeader.SizeBytes);
        // Ascending inserts come here whenever the keys of the tree's last page begin alike: they are above the last one.
        if ((node->Flags & NodeHeader.UpperInfinite) != 0
            && HeadAt(heads, high - 1) == head && Compare(page, size, high - 1, suffix, length) < 0)
            return high;
        high = EndOfHead(heads, low, high, head);
        // The page changes just now.
        if (high <= low)
            return low;
        if (node->Level == 0)
            FetchRecords(page, size, low, high);
        var wanted = Tail(suffix, length);
        for (var count = high - low; count > 1;)
        {
            var half = count >> 1;
            low += half & -(TailAt(page, size, low + half - 1) < wanted ? 1 : 0);
            count -= half;
        }

        if (TailAt(page, size, low) < wanted)
            return low + 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = Compare(page, size, middle, suffix, length);
            if (order == Outside)
                return -1;
            if (order == 0)
            {
                found = true;
                return middle;
            }

            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The eight bytes behind the head as a big-endian number, padded with zeros.</summary>
    private static ulong Tail(byte* suffix, int length)
    {
        if (length >= 12)
            return BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(suffix + 4));
        var high = length > 4 ? KeyBytes.Head(suffix + 4, length - 4) : 0;
        return ((ulong)high << 32) | (length > 8 ? KeyBytes.Head(suffix + 8, length - 8) : 0);
    }

    /// <summary>As above, of a slot's suffix; anything if the slot describes bytes outside of the page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TailAt(byte* page, int size, int index)
    {
        var slot = (Slot*)(page + SlottedPage.SlotsOffset + (index * Slot.Size));
        int offset = slot->Offset;
        int length = slot->KeyLength;
        if (offset < SlottedPage.SlotsOffset || offset + length > size)
            return 0;
        if (length >= 12)
            return BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(page + offset + 4));
        if (length <= 4)
            return 0;
        // The last eight bytes of the suffix, or of what lies before it in the page; the head goes out at the top.
        return BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(page + offset + length - 8)) << (8 * (12 - length));
    }

    /// <summary>Each record that is compared would be a miss of its own.</summary>
    private static void FetchRecords(byte* page, int size, int low, int high)
    {
        if (!Sse.IsSupported)
            return;
        var slots = (Slot*)(page + SlottedPage.SlotsOffset);
        for (var end = Math.Min(high, low + FetchedRecordsMax); low < end; low++)
            Sse.Prefetch0(page + Math.Min(slots[low].Offset, size));
    }

    /// <summary>The slot behind the last one that has the head of a slot: by steps that grow, for most are few.</summary>
    private static int EndOfHead(byte* heads, int low, int high, uint head)
    {
        if (head == uint.MaxValue)
            return high;
        var step = 4;
        for (; low + step < high && HeadAt(heads, low + step - 1) == head; step *= 2)
            low += step;
        return FirstNotBelow(heads, low, Math.Min(step, high - low), head + 1);
    }

    /// <summary>Orders a slot's suffix against the given one, whose head is equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compare(byte* page, int size, int index, byte* suffix, int length)
    {
        var slot = (Slot*)(page + SlottedPage.SlotsOffset + (index * Slot.Size));
        int offset = slot->Offset;
        int keyLength = slot->KeyLength;
        if (offset + keyLength > size)
            return Outside;
        return KeyBytes.CompareTails(page + offset, keyLength, suffix, length);
    }
}
