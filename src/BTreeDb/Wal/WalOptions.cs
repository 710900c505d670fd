namespace BTreeDb.Wal;

/// <summary>How a log is kept.</summary>
internal sealed record WalOptions
{
    /// <summary>The size of a segment's slot in the file; of a new log only, an existing one keeps its own.</summary>
    public int SegmentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The memory in which records wait for being written; a power of two.</summary>
    public int BufferBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The size that the log shall not exceed. Checkpoints come in time to keep it; only a running transaction whose
    /// records are needed for its rollback can drive it beyond, and when it has ended the file shrinks again.
    /// </summary>
    public long MaxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>
    /// The size at which writers fail (53400) rather than let a running transaction drive the log beyond, the room for
    /// its rollback included; zero for none but the disk's.
    /// </summary>
    public long LimitBytes { get; init; }

    /// <summary>A checkpoint is due when this many bytes were logged since the last one.</summary>
    public long CheckpointBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>What a commit waits for.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>Whether the first change of a page after a checkpoint logs the whole page. Off only where no crash can
    /// tear a page: in memory.</summary>
    public bool FullPageImages { get; init; } = true;

    /// <summary>
    /// Whether records are forgotten as soon as they have a position: for databases in memory, which no restart will
    /// ever recover and whose rollbacks have what they need in memory.
    /// </summary>
    public bool Discards { get; init; }
}
