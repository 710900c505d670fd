namespace BTreeDb.Tables;

/// <summary>
/// Hands out the hidden row ids of one table, ascending. The first use after opening asks for the largest id in the table;
/// from then on all ids come from here, so ids of running transactions are known, too. Ids of rolled-back rows are not
/// used again until the database is reopened.
/// </summary>
internal sealed class RowIdAllocator
{
    private readonly Lock _gate = new();
    private long _last = -1;

    /// <summary>Whether the largest id in the table is known.</summary>
    public bool IsStarted => Volatile.Read(ref _last) >= 0;

    /// <summary>Tells the largest id in the table, or 0; the first caller wins.</summary>
    public void Start(long largest)
    {
        lock (_gate)
        {
            if (_last < 0)
                Volatile.Write(ref _last, largest);
        }
    }

    /// <summary>The next id.</summary>
    public long Next() => Interlocked.Increment(ref _last);
}
