namespace BTreeDb.Recovery;

/// <summary>The last checkpoints, and sums over all since opening. Safe for any thread.</summary>
internal sealed class CheckpointHistory
{
    private const int KeptMax = 64;

    private readonly Lock _gate = new();
    private readonly Queue<CheckpointReport> _reports = new();

    /// <summary>Checkpoints completed since opening.</summary>
    public long Count { get; private set; }

    /// <summary>Those of them that came by themselves.</summary>
    public long Automatic { get; private set; }

    /// <summary>The pages that they have written.</summary>
    public long Pages { get; private set; }

    /// <summary>The time that they took for writing, pauses included.</summary>
    public TimeSpan WriteTime { get; private set; }

    /// <summary>The time that they took for syncs.</summary>
    public TimeSpan SyncTime { get; private set; }

    /// <summary>The last ones, the oldest first.</summary>
    public CheckpointReport[] Last
    {
        get
        {
            lock (_gate)
                return [.. _reports];
        }
    }

    /// <summary>A checkpoint has completed.</summary>
    public void Add(CheckpointReport report)
    {
        lock (_gate)
        {
            Count++;
            if (report.Reason is CheckpointReason.Log or CheckpointReason.Time)
                Automatic++;
            Pages += report.Pages;
            WriteTime += report.WriteTime;
            SyncTime += report.SyncTime;
            if (_reports.Count == KeptMax)
                _reports.Dequeue();
            _reports.Enqueue(report);
        }
    }
}
