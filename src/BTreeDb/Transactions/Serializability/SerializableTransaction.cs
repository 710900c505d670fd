using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// A transaction as a node of the graph of rw-antidependencies: reader to writer, where the reader does not see what the
/// writer wrote. It lives on after its commit as long as a concurrent transaction runs. All but the reads is guarded by
/// the gate of the <see cref="SerializationGraph"/>; what is read without it says so.
/// </summary>
internal sealed class SerializableTransaction
{
    /// <summary>The order of what has not happened yet.</summary>
    public const ulong Never = ulong.MaxValue;

    private ulong _id;
    private ulong _commitOrder = Never;
    private bool _isDoomed;

    /// <summary>What it has read.</summary>
    public ReadSet Reads { get; } = new();

    /// <summary>Who read something before this one wrote it, and does not see that.</summary>
    public List<SerializableTransaction> In { get; } = [];

    /// <summary>Who wrote something that this one has read as it was before.</summary>
    public List<SerializableTransaction> Out { get; } = [];

    /// <summary>
    /// For a reader whose snapshot is not known to be safe: the concurrent writers who decide it; for a writer: those readers.
    /// </summary>
    public List<SerializableTransaction> Undecided { get; } = [];

    /// <summary>Its place in the graph's array.</summary>
    public int Slot { get; set; }

    /// <summary>Its id, once it writes; read without the gate.</summary>
    public TransactionId Id
    {
        get => new(Volatile.Read(ref _id));
        set => Volatile.Write(ref _id, value.Value);
    }

    /// <summary>The session that runs it, or has run it; 0 for none.</summary>
    public int Session { get; private set; }

    /// <summary>The newest commit before its snapshot.</summary>
    public ulong SnapshotOrder { get; set; }

    /// <summary>When it passed the test before its commit: too late to abort it from then on.</summary>
    public ulong PrepareOrder { get; set; }

    /// <summary>When it committed; read without the gate.</summary>
    public ulong CommitOrder
    {
        get => Volatile.Read(ref _commitOrder);
        set => Volatile.Write(ref _commitOrder, value);
    }

    /// <summary>The first to commit of those in <see cref="Out"/> who did so before this one.</summary>
    public ulong FirstOutOrder { get; set; }

    /// <summary>It was declared to write nothing, or has committed without having written.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>It has written.</summary>
    public bool HasWritten { get; set; }

    /// <summary>It must not commit, and fails at its next step; read without the gate.</summary>
    public bool IsDoomed
    {
        get => Volatile.Read(ref _isDoomed);
        set => Volatile.Write(ref _isDoomed, value);
    }

    /// <summary>There is an edge from a transaction that is not remembered on its own any more.</summary>
    public bool HasForgottenIn { get; set; }

    /// <summary>There is an edge to such a transaction.</summary>
    public bool HasForgottenOut { get; set; }

    /// <summary>What is known of a reader's snapshot.</summary>
    public SnapshotSafety Safety { get; set; }

    /// <summary>The stamp that was last found to be of somebody to whom there is an edge, or of no interest.</summary>
    public ulong LastStamp { get; set; }

    /// <summary>Whether it can only commit now.</summary>
    public bool IsPrepared => PrepareOrder != Never;

    /// <summary>Whether it has committed.</summary>
    public bool IsCommitted => CommitOrder != Never;

    /// <summary>Whether somebody to whom there is an edge had committed when it committed itself.</summary>
    public bool HasCommittedOut => FirstOutOrder != Never;

    /// <summary>Begins the life, or the next life, of the object.</summary>
    public void Begin(ulong snapshotOrder, bool isReadOnly, int lockLimit, int session)
    {
        Session = session;
        Reads.Begin(lockLimit);
        Id = default;
        SnapshotOrder = snapshotOrder;
        PrepareOrder = CommitOrder = FirstOutOrder = Never;
        IsReadOnly = isReadOnly;
        HasWritten = IsDoomed = HasForgottenIn = HasForgottenOut = false;
        Safety = SnapshotSafety.Unknown;
        LastStamp = 0;
    }
}
