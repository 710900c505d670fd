using System.Runtime.CompilerServices;

namespace BTreeDb.Buffers;

/// <summary>
/// Where threads sleep that wait long for a latch: a few monitors for the whole process, found by the latch's address.
/// Two latches may share one; a thread woken for another's sake looks again and goes back to sleep.
/// </summary>
internal static class LatchParking
{
    private const int StripeCount = 256;
    private const int AddressShift = 6;

    /// <summary>Bounds the harm of a defect; a wake-up is never lost by design.</summary>
    private const int SleepMsMax = 100;
    private static readonly object[] Stripes = MakeStripes();

    /// <summary>Sleeps until the latch changes hands, unless what blocks the caller is gone already.</summary>
    public static void Park(ref ulong word, ulong blockedBy)
    {
        var stripe = StripeOf(ref word);
        lock (stripe)
        {
            if (HybridLatch.TryAnnounceParked(ref word, blockedBy))
                Monitor.Wait(stripe, SleepMsMax);
        }
    }

    /// <summary>Wakes everybody who sleeps for a latch; its parked bit was cleared before.</summary>
    public static void Wake(ref ulong word)
    {
        var stripe = StripeOf(ref word);
        lock (stripe)
            Monitor.PulseAll(stripe);
    }

    private static object[] MakeStripes()
    {
        var stripes = new object[StripeCount];
        for (var index = 0; index < stripes.Length; index++)
            stripes[index] = new object();
        return stripes;
    }

    private static unsafe object StripeOf(ref ulong word)
    {
        // The address only picks a stripe and is never followed. Latches live in unmanaged memory and do not move.
        var address = (nuint)Unsafe.AsPointer(ref word);
        return Stripes[(address >> AddressShift) % StripeCount];
    }
}
