using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// Keeps writers of a table and changes of its definition apart: many writers, or one definer, each until its transaction
/// ends. Readers take no lock: they use the definition of their snapshot. Who cannot have the lock waits for the end of the
/// transaction that is in the way, as for a row, so that deadlocks with row locks are found as well.
/// </summary>
internal sealed class TableLock
{
    private readonly Lock _gate = new();
    private readonly List<LockHolder> _writers = [];
    private LockHolder _definer;
    private LockHolder _waitingDefiner;

    /// <summary>
    /// No writer has committed after this place in the order of commits: a definer with an older snapshot may not see all
    /// rows.
    /// </summary>
    public ulong LastWrite { get; private set; }

    /// <summary>Takes the lock for a writer that does not hold it.</summary>
    /// <param name="holder">The writer.</param>
    /// <param name="inTheWay">Whom to wait for when the result is false.</param>
    public bool TryAcquireForWriting(LockHolder holder, out LockHolder inTheWay)
    {
        lock (_gate)
        {
            inTheWay = _definer.IsNone ? _waitingDefiner : _definer;
            if (!inTheWay.IsNone && inTheWay != holder)
                return false;
            _writers.Add(holder);
            return true;
        }
    }

    /// <summary>Takes the lock for a definer, whether or not it writes the table already.</summary>
    /// <param name="holder">The definer.</param>
    /// <param name="inTheWay">Whom to wait for when the result is false.</param>
    public bool TryAcquireForDefinition(LockHolder holder, out LockHolder inTheWay)
    {
        lock (_gate)
        {
            inTheWay = _definer;
            if (!inTheWay.IsNone)
                return inTheWay == holder;
            foreach (var writer in _writers)
            {
                if (writer == holder)
                    continue;

                // New writers queue up behind the definer, or it might wait for ever.
                if (_waitingDefiner.IsNone)
                    _waitingDefiner = holder;
                inTheWay = writer;
                return false;
            }

            _definer = holder;
            if (_waitingDefiner == holder)
                _waitingDefiner = default;
            return true;
        }
    }

    /// <summary>Lets go of everything that a transaction holds or waits for.</summary>
    /// <param name="holder">The transaction.</param>
    /// <param name="lastCommitted">The newest commit sequence, if it committed; else 0.</param>
    public void Release(TransactionId holder, ulong lastCommitted)
    {
        lock (_gate)
        {
            for (var i = _writers.Count - 1; i >= 0; i--)
            {
                if (_writers[i].Id != holder)
                    continue;
                _writers.RemoveAt(i);
                LastWrite = Math.Max(LastWrite, lastCommitted);
            }

            if (_definer.Id == holder)
                _definer = default;
            if (_waitingDefiner.Id == holder)
                _waitingDefiner = default;
        }
    }
}
