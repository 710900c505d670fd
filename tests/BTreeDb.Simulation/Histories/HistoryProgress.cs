namespace BTreeDb.Simulation.Histories;

/// <summary>How far a history has come; shared by its sessions.</summary>
internal sealed class HistoryProgress(int transactions)
{
    private int _begun;

    /// <summary>Whether enough transactions have been begun.</summary>
    public bool IsOver => Volatile.Read(ref _begun) >= transactions;

    /// <summary>How often somebody has returned to a savepoint: whoever waits for him should look again.</summary>
    public int TakenBack { get; private set; }

    /// <summary>Begins a transaction and numbers it.</summary>
    public int Next() => Interlocked.Increment(ref _begun);

    public void NoteTakenBack() => TakenBack++;

    /// <summary>One of a number of things, by how much of the history has gone.</summary>
    public int Around(int count, int ahead) =>
        (int)Math.Min(count - 1, ((long)Volatile.Read(ref _begun) * count / transactions) + ahead);
}
