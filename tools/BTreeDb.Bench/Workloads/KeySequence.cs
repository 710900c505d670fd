namespace BTreeDb.Bench.Workloads;

/// <summary>Keys in an order without pattern, the same on every run: a generator cheap enough not to be measured.</summary>
internal sealed class KeySequence(long count, ulong seed = 1)
{
    private ulong _state = 0x2545F4914F6CDD1D * seed;

    /// <summary>A key from zero to the count.</summary>
    public long Next()
    {
        // xorshift64
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (long)((UInt128)_state * (ulong)count >> 64);
    }
}
