namespace BTreeDb.Tables;

/// <summary>
/// The parts of a table that the workers of a parallel scan take one after the other ("morsels": Leis et al., SIGMOD 2014).
/// They are many more than workers, so that all end at about the same time. Safe for any number of threads.
/// </summary>
internal sealed class ScanMorsels
{
    private const int Wanted = 64;
    private readonly byte[][] _bounds;
    private readonly int _end;
    private int _taken;

    private ScanMorsels(byte[][] bounds, int first, int end) => (_bounds, _taken, _end) = (bounds, first, end);

    /// <summary>The number of parts.</summary>
    public int Count => _end;

    /// <summary>The number of parts that have been taken, all of them before the others.</summary>
    public int Taken => Math.Min(Volatile.Read(ref _taken), _end);

    /// <summary>Divides a table.</summary>
    public static ScanMorsels Of(Table table) => Of([.. table.Tree.Tree.ReadSeparators(Wanted)]);

    private static ScanMorsels Of(byte[][] bounds) => new(bounds, 0, bounds.Length + 1);

    /// <summary>One of the parts alone.</summary>
    public ScanMorsels Only(int part) => new(_bounds, part, part + 1);

    /// <summary>Takes all parts before one, for a reader that has others read them.</summary>
    public void TakeTo(int part) => Volatile.Write(ref _taken, part);

    /// <summary>Takes a part: the keys from the lower bound on, below the upper one; null where there is no bound.</summary>
    public bool TryTake(out byte[]? lower, out byte[]? upper)
    {
        var part = Interlocked.Increment(ref _taken) - 1;
        lower = part == 0 || part >= _end ? null : _bounds[part - 1];
        upper = part >= _bounds.Length ? null : _bounds[part];
        return part < _end;
    }

    /// <summary>Leaves nothing to take: somebody has failed.</summary>
    public void Stop() => Volatile.Write(ref _taken, int.MaxValue / 2);
}
