using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// A latch of one 64-bit word with three modes (Böttcher, Leis, Giceva, Neumann: "Scalable and Robust Latches for
/// Database Systems", 2020): optimistic readers note the version and validate it afterwards, writing nothing; shared
/// and exclusive holders change the word. Bits 0-15 count shared holders, bit 16 says exclusive, bit 17 says that
/// somebody is parked, bits 18-63 are the version, which every exclusive hold raises. Waiting spins, then parks in
/// <see cref="LatchParking"/>; the latch itself owns no kernel object. It lives in a frame header and must not move.
/// </summary>
internal struct HybridLatch
{
    private const ulong SharedMask = 0xFFFF;
    private const ulong ExclusiveBit = 1UL << 16;
    private const ulong ParkedBit = 1UL << 17;
    private const ulong VersionStep = 1UL << 18;

    /// <summary>The part of the word that a version token consists of.</summary>
    private const ulong TokenMask = ~(SharedMask | ParkedBit);
    private const int SpinsBeforeParking = 30;

    private ulong _word;

    /// <summary>Whether somebody holds the latch exclusively right now.</summary>
    public readonly bool IsExclusive => (Volatile.Read(in _word) & ExclusiveBit) != 0;

    /// <summary>For who holds it exclusively: the version that readers will find when it is given up.</summary>
    public readonly ulong NextVersion => (Volatile.Read(in _word) & TokenMask & ~ExclusiveBit) + VersionStep;

    /// <summary>Begins an optimistic read.</summary>
    /// <param name="version">To be validated after the read.</param>
    /// <returns>False when a writer is at work.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryReadVersion(out ulong version)
    {
        version = Volatile.Read(in _word) & TokenMask;
        return (version & ExclusiveBit) == 0;
    }

    /// <summary>Ends an optimistic read: whether no writer held the latch since the version was read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Validate(ulong version)
    {
        // The reads of the page must be done before the word is read again.
        Volatile.ReadBarrier();
        return (Volatile.Read(in _word) & TokenMask) == version;
    }

    /// <summary>Waits until no writer is at work and returns the version.</summary>
    public ulong WaitForVersion()
    {
        var spinner = default(SpinWait);
        while (true)
        {
            if (TryReadVersion(out var version))
                return version;
            SpinOrPark(ref spinner, ExclusiveBit);
        }
    }

    /// <summary>Takes the latch exclusively if nobody else holds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLatchExclusive()
    {
        var word = Volatile.Read(in _word);
        return (word & (ExclusiveBit | SharedMask)) == 0
            && Interlocked.CompareExchange(ref _word, word | ExclusiveBit, word) == word;
    }

    /// <summary>Takes the latch exclusively if no writer had it since the version was read and nobody holds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryUpgrade(ulong version)
    {
        if (Interlocked.CompareExchange(ref _word, version | ExclusiveBit, version) == version)
            return true;
        var parked = version | ParkedBit;
        return Interlocked.CompareExchange(ref _word, parked | ExclusiveBit, parked) == parked;
    }

    /// <summary>Takes the latch exclusively, waiting as long as needed.</summary>
    public void LatchExclusive()
    {
        var spinner = default(SpinWait);
        while (!TryLatchExclusive())
            SpinOrPark(ref spinner, ExclusiveBit | SharedMask);
    }

    /// <summary>Gives up an exclusive hold and raises the version.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void UnlatchExclusive()
    {
        Invariant.Holds(IsExclusive, "B3");
        var word = Volatile.Read(in _word);
        // Only the parked bit can change while we hold it.
        if ((word & ParkedBit) == 0
            && Interlocked.CompareExchange(ref _word, (word & ~ExclusiveBit) + VersionStep, word) == word)
            return;
        UnlatchExclusiveParked();
    }

    /// <summary>Takes the latch shared if no writer holds it.</summary>
    public bool TryLatchShared()
    {
        var word = Volatile.Read(in _word);
        while ((word & ExclusiveBit) == 0 && (word & SharedMask) != SharedMask)
        {
            var seen = Interlocked.CompareExchange(ref _word, word + 1, word);
            if (seen == word)
                return true;
            word = seen;
        }

        return false;
    }

    /// <summary>Takes the latch shared, waiting as long as needed.</summary>
    public void LatchShared()
    {
        var spinner = default(SpinWait);
        while (!TryLatchShared())
            SpinOrPark(ref spinner, ExclusiveBit);
    }

    /// <summary>Gives up a shared hold.</summary>
    public void UnlatchShared()
    {
        var word = Volatile.Read(in _word);
        while (true)
        {
            Invariant.Holds((word & SharedMask) != 0, "B3");
            var next = word - 1;
            var wakes = (next & SharedMask) == 0 && (next & ParkedBit) != 0;
            if (wakes)
                next &= ~ParkedBit;
            var seen = Interlocked.CompareExchange(ref _word, next, word);
            if (seen == word)
            {
                if (wakes)
                    LatchParking.Wake(ref _word);
                return;
            }

            word = seen;
        }
    }

    /// <summary>
    /// Called by a parking thread under its stripe's lock: announces it, unless the reason to wait is gone.
    /// </summary>
    internal static bool TryAnnounceParked(ref ulong word, ulong blockedBy)
    {
        var current = Volatile.Read(in word);
        while ((current & blockedBy) != 0)
        {
            var seen = Interlocked.CompareExchange(ref word, current | ParkedBit, current);
            if (seen == current)
                return true;
            current = seen;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void UnlatchExclusiveParked()
    {
        while (true)
        {
            var word = Volatile.Read(in _word);
            var next = (word & ~(ExclusiveBit | ParkedBit)) + VersionStep;
            if (Interlocked.CompareExchange(ref _word, next, word) != word)
                continue;
            LatchParking.Wake(ref _word);
            return;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SpinOrPark(ref SpinWait spinner, ulong blockedBy)
    {
        if (spinner.Count < SpinsBeforeParking)
            spinner.SpinOnce(sleep1Threshold: -1);
        else
            LatchParking.Park(ref _word, blockedBy);
    }
}
