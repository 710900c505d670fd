namespace BTreeDb.Bench.Tpch;

/// <summary>
/// Random numbers of one row: a stream of its own (SplitMix64), so that every row can be made without those before it.
/// </summary>
internal struct RowRandom(int table, long row)
{
    private ulong _state = ((ulong)table << 56) ^ ((ulong)row * 0xD1342543DE82EF95);

    /// <summary>A number between two, both included.</summary>
    public int Next(int low, int high) => low + (int)((Draw() >> 32) * (ulong)(high - low + 1) >> 32);

    /// <summary>One of some words.</summary>
    public string Pick(string[] words) => words[Next(0, words.Length - 1)];

    private ulong Draw()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
