using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// The rows that are locked without having been changed; a changed row is locked by the stamp on it. A row is examined,
/// locked and written under the latch of its leaf, so a locker and a writer of one row never miss each other. Who is in
/// the way is waited for as for a writer: by waiting for the end of his transaction.
/// </summary>
internal sealed class RowLockTable
{
    private const int StripeCount = 64;

    private readonly Stripe[] _stripes = new Stripe[StripeCount];
    private int _count;

    public RowLockTable()
    {
        for (var i = 0; i < StripeCount; i++)
            _stripes[i] = new Stripe();
    }

    /// <summary>Whether no row at all is locked, so that a writer need not look.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Whether a lock may be held together with another transaction's on the same row: PostgreSQL's table.</summary>
    public static bool Conflicts(RowLockMode one, RowLockMode other)
    {
        var (weak, strong) = one < other ? (one, other) : (other, one);
        return weak switch
        {
            RowLockMode.KeyShare => strong == RowLockMode.Update,
            RowLockMode.Share => strong > RowLockMode.Share,
            _ => true,
        };
    }

    /// <summary>Takes a lock, unless the transaction has it. The caller holds the latch of the row's leaf.</summary>
    /// <returns>False when somebody is in the way.</returns>
    public bool TryAcquire(
        Transaction transaction, TreeId tree, ReadOnlySpan<byte> key, RowLockMode mode, out RowLockHolder inTheWay)
    {
        var hash = VersionStore.Hash(tree, key);
        var stripe = _stripes[hash % StripeCount];
        lock (stripe.Gate)
        {
            var row = stripe.Find(tree, key, hash);
            if (row is null)
                row = stripe.Add(new RowLock(tree, key.ToArray(), hash));
            else if (IsBlocked(row, transaction, mode, out inTheWay, out var isHeld) || isHeld)
                return isHeld;
            inTheWay = default;
            row.Holders.Add(new RowLockHolder(transaction, transaction.Id, mode));
            transaction.RowLocks.Add(new HeldRowLock(row, mode));
            Interlocked.Increment(ref _count);
            return true;
        }
    }

    /// <summary>Whether a writer may change a row. The caller holds the latch of the row's leaf.</summary>
    public bool IsFree(
        Transaction transaction, TreeId tree, ReadOnlySpan<byte> key, RowLockMode mode, out RowLockHolder inTheWay)
    {
        inTheWay = default;
        if (IsEmpty)
            return true;
        var hash = VersionStore.Hash(tree, key);
        var stripe = _stripes[hash % StripeCount];
        lock (stripe.Gate)
        {
            return stripe.Find(tree, key, hash) is not { } row
                || !IsBlocked(row, transaction, mode, out inTheWay, out _);
        }
    }

    /// <summary>Gives back a lock that a transaction holds.</summary>
    public void Release(Transaction transaction, HeldRowLock held)
    {
        var row = held.Lock;
        var stripe = _stripes[row.Hash % StripeCount];
        lock (stripe.Gate)
        {
            var place = row.Holders.FindIndex(holder => holder.Transaction == transaction && holder.Mode == held.Mode);
            Invariant.Holds(place >= 0, "X10");
            row.Holders.RemoveAt(place);
            if (row.Holders.Count == 0)
                stripe.Remove(row);
        }

        Interlocked.Decrement(ref _count);
    }

    /// <summary>Calls back for each lock that is held; for the view of locks. Not one moment's state.</summary>
    public void Visit(Action<RowLock, RowLockHolder> visit)
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                foreach (var first in stripe.Rows.Values)
                {
                    for (var row = first; row is not null; row = row.Next)
                    {
                        foreach (var holder in row.Holders)
                            visit(row, holder);
                    }
                }
            }
        }
    }

    /// <summary>Looks at all holders: a lock held already does not help where a stronger one is wanted.</summary>
    private static bool IsBlocked(
        RowLock row, Transaction transaction, RowLockMode mode, out RowLockHolder inTheWay, out bool isHeld)
    {
        inTheWay = default;
        isHeld = false;
        var isBlocked = false;
        foreach (var holder in row.Holders)
        {
            if (holder.Transaction == transaction)
            {
                isHeld |= holder.Mode >= mode;
            }
            else if (Conflicts(holder.Mode, mode))
            {
                inTheWay = holder;
                isBlocked = true;
            }
        }

        return isBlocked && !isHeld;
    }

    private sealed class Stripe
    {
        public object Gate { get; } = new();

        public Dictionary<uint, RowLock> Rows { get; } = [];

        public RowLock? Find(TreeId tree, ReadOnlySpan<byte> key, uint hash)
        {
            for (var row = Rows.GetValueOrDefault(hash); row is not null; row = row.Next)
            {
                if (row.Tree == tree && key.SequenceEqual(row.Key))
                    return row;
            }

            return null;
        }

        public RowLock Add(RowLock row)
        {
            row.Next = Rows.GetValueOrDefault(row.Hash);
            Rows[row.Hash] = row;
            return row;
        }

        public void Remove(RowLock row)
        {
            var first = Rows[row.Hash];
            if (first == row)
            {
                if (row.Next is null)
                    Rows.Remove(row.Hash);
                else
                    Rows[row.Hash] = row.Next;
                return;
            }

            var before = first;
            while (before.Next != row)
                before = before.Next!;
            before.Next = row.Next;
        }
    }
}
