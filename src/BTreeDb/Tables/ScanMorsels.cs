namespace BTreeDb.Tables;

/// <summary>
/// The parts of a table that the workers of a parallel scan take one after the other ("morsels": Leis et al., SIGMOD 2014).
/// They are many more than workers, so that all end at about the same time. Safe for any number of threads.
/// </summary>
internal sealed class ScanMorsels
{
    private const int Wanted = 64;
    private readonly byte[][] _bounds;
    private int _taken;

    private ScanMorsels(byte[][] bounds) => _bounds = bounds;

    /// <summary>Divides a table.</summary>
    public static ScanMorsels Of(Table table) => new([.. table.Tree.Tree.ReadSeparators(Wanted)]);

    /// <summary>Takes a part: the keys from the lower bound on, below the upper one; null where there is no bound.</summary>
    public bool TryTake(out byte[]? lower, out byte[]? upper)
    {
        var part = Interlocked.Increment(ref _taken) - 1;
        lower = part == 0 || part > _bounds.Length ? null : _bounds[part - 1];
        upper = part >= _bounds.Length ? null : _bounds[part];
        return part <= _bounds.Length;
    }

    /// <summary>Leaves nothing to take: somebody has failed.</summary>
    public void Stop() => Volatile.Write(ref _taken, int.MaxValue / 2);
}
