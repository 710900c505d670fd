using System.Runtime.CompilerServices;
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
        var low = FirstNotBelow(heads, 0, count, head);
        found = false;
        if (low == count || HeadAt(heads, low) != head)
            return low;
        var order = Compare(page, size, low, suffix, length);
        if (order >= 0)
        {
            found = order == 0;
            return order == Outside ? -1 : low;
        }

        return SearchEqualHeads(page, size, low + 1, count, suffix, length, out found);
    }

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

    private static int SearchEqualHeads(
        byte* page, int size, int low, int high, byte* suffix, int length, out bool found)
    {
        var head = KeyBytes.Head(suffix, length);
        var heads = page + SlottedPage.SlotsOffset + Slot.HeadOffset;
        found = false;
        // Ascending inserts come here whenever the page's keys begin alike: they are above the last one.
        if (low < high && HeadAt(heads, high - 1) == head && Compare(page, size, high - 1, suffix, length) < 0)
            return high;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = HeadAt(heads, middle) != head ? 1 : Compare(page, size, middle, suffix, length);
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
