using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// What is left of committed transactions that too many others have followed while a concurrent one still runs: their
/// reads in one heap, and of the writers among them when the first of their out-neighbours committed. Imprecise, bounded,
/// and gone when nobody concurrent runs any more. Changed under the graph's gate.
/// </summary>
internal sealed class ForgottenTransactions
{
    private const int WritersMax = 1 << 16;
    private const int ReadsMax = 1 << 14;

    private readonly Dictionary<ulong, ulong> _writers = [];
    private ulong _lastCommit;
    private ulong _oldestId = ulong.MaxValue;
    private ulong _newestId;
    private ulong _firstOut = SerializableTransaction.Never;

    /// <summary>Their reads.</summary>
    public ReadSet Reads { get; } = new();

    /// <summary>When the last of them committed; 0 if there are none. Read without the gate.</summary>
    public ulong LastCommit => Volatile.Read(ref _lastCommit);

    /// <summary>Adds a transaction. Its reads are here before it leaves the graph.</summary>
    public void Add(SerializableTransaction transaction)
    {
        if (LastCommit == 0)
            Reads.Begin(ReadsMax);
        Reads.AddAll(transaction.Reads);
        Volatile.Write(ref _lastCommit, transaction.CommitOrder);
        if (transaction.IsReadOnly || transaction.Id.IsNone)
            return;
        if (_writers.Count == WritersMax)
            ForgetIds();
        _writers[transaction.Id.Value] = transaction.FirstOutOrder;
    }

    /// <summary>Whether a stamp is, or may be, of one of them, and when the first of its out-neighbours committed.</summary>
    public bool TryFindWriter(ulong id, out ulong firstOut)
    {
        if (_writers.TryGetValue(id, out firstOut))
            return true;
        firstOut = _firstOut;
        return id >= _oldestId && id <= _newestId;
    }

    /// <summary>Nobody concurrent to any of them runs.</summary>
    public void Clear()
    {
        Volatile.Write(ref _lastCommit, 0);
        Reads.Clear();
        _writers.Clear();
        (_oldestId, _newestId, _firstOut) = (ulong.MaxValue, 0, SerializableTransaction.Never);
    }

    /// <summary>All ids in a range are taken for theirs from now on.</summary>
    private void ForgetIds()
    {
        foreach (var (id, firstOut) in _writers)
        {
            _oldestId = Math.Min(_oldestId, id);
            _newestId = Math.Max(_newestId, id);
            _firstOut = Math.Min(_firstOut, firstOut);
        }

        _writers.Clear();
    }
}
