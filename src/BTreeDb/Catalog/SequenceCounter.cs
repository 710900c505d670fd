namespace BTreeDb.Catalog;

/// <summary>
/// Where a sequence stands, in memory. What is stored runs ahead of it: values up to there are given out without
/// writing, and after a crash the sequence goes on behind them. Used under its own lock.
/// </summary>
internal sealed class SequenceCounter(SequencePoint position)
{
    /// <summary>How many values are logged ahead.</summary>
    public const int LogAhead = 32;

    private SequencePoint _position = position;
    private int _ahead;

    /// <summary>Guards the counter.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Where it stands.</summary>
    public SequencePoint Position => _position;

    /// <summary>How many values may still be given out without writing.</summary>
    public int Ahead => _ahead;

    /// <summary>Whether what is stored is ahead of where it stands.</summary>
    public bool IsAhead => _ahead > 0;

    /// <summary>Whether there is a next value without starting over.</summary>
    public bool HasNext(SequenceSchema sequence) => TryStep(sequence, _position.Last, out _);

    /// <summary>Gives out the next value if that takes no writing.</summary>
    public bool TryTake(SequenceSchema sequence, out long value)
    {
        value = 0;
        if (_ahead == 0)
            return false;
        _ahead--;
        value = After(sequence, _position);
        _position = new(value, IsCalled: true);
        return true;
    }

    /// <summary>Gives out the next value and stores a position.</summary>
    /// <param name="sequence">The definition.</param>
    /// <param name="canRunAhead">False if the state is not committed yet: then each value is written.</param>
    /// <param name="write">Stores a position.</param>
    public long Take(SequenceSchema sequence, bool canRunAhead, Action<SequencePoint> write)
    {
        var value = After(sequence, _position);
        var stored = new SequencePoint(value, IsCalled: true);
        var ahead = canRunAhead ? Advance(sequence, ref stored) : 0;
        write(stored);
        _ahead = ahead;
        _position = new(value, IsCalled: true);
        return value;
    }

    /// <summary>Goes elsewhere.</summary>
    public void Set(SequencePoint position, Action<SequencePoint> write)
    {
        write(position);
        _position = position;
        _ahead = 0;
    }

    /// <summary>Stores where it stands, at the end.</summary>
    public void Save(Action<SequencePoint> write)
    {
        if (_ahead == 0)
            return;
        write(_position);
        _ahead = 0;
    }

    private static int Advance(SequenceSchema sequence, ref SequencePoint position)
    {
        var steps = 0;
        while (steps < LogAhead && TryStep(sequence, position.Last, out var next))
        {
            position = position with { Last = next };
            steps++;
        }

        return steps;
    }

    private static long After(SequenceSchema sequence, SequencePoint position)
    {
        if (!position.IsCalled)
            return position.Last;
        if (TryStep(sequence, position.Last, out var next))
            return next;
        var isAscending = sequence.Increment > 0;
        if (sequence.IsCycle)
            return isAscending ? sequence.Minimum : sequence.Maximum;
        throw SequenceErrors.ReachedLimit(sequence.Name, isAscending, isAscending ? sequence.Maximum : sequence.Minimum);
    }

    private static bool TryStep(SequenceSchema sequence, long last, out long next)
    {
        var sum = (Int128)last + sequence.Increment;
        var isInside = sequence.Increment > 0 ? sum <= sequence.Maximum : sum >= sequence.Minimum;
        next = isInside ? (long)sum : last;
        return isInside;
    }
}
