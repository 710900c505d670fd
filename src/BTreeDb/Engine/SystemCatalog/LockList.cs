using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Primitives;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Transactions.Serializability;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>
/// Lists the locks of a database. Each table of locks is looked at under its own gate, one after the other: nobody is
/// stopped, and the list is not that of one moment.
/// </summary>
internal sealed class LockList
{
    private static readonly string[] RowModes = ["FOR KEY SHARE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR UPDATE"];

    private readonly DatabaseEngine _engine;
    private readonly SystemObjects _objects;
    private readonly Dictionary<TreeId, RelationEntry> _byTree = [];
    private readonly List<SystemLock> _locks = [];

    /// <summary>Names relations by a catalog.</summary>
    public LockList(DatabaseEngine engine, CatalogSnapshot catalog)
    {
        _engine = engine;
        _objects = SystemObjects.Of(catalog);
        foreach (var relation in _objects.Relations)
        {
            if (relation.Index is { } index)
                _byTree[index.Tree] = relation;
            else if (relation is { Kind: 'r' or 'm', Table: { } table })
                _byTree[table.Tree] = relation;
        }
    }

    /// <summary>All locks.</summary>
    public List<SystemLock> All()
    {
        var transactions = _engine.Transactions;
        transactions.VisitRunning((owner, id) => Add("transaction", "ExclusiveLock", owner.Session, id));
        foreach (var target in _engine.Tables.Locks)
            AddTable("relation", target);
        AddTable("catalog", _engine.CatalogLock);
        transactions.RowLocks.Visit(AddRow);
        foreach (var held in transactions.AdvisoryLocks.List())
            AddAdvisory(held);
        foreach (var read in transactions.Serialization.ListLocks())
            AddPredicate(read);
        foreach (var edge in transactions.Waits.Snapshot())
            AddWait(edge);
        return _locks;
    }

    private static ulong? IdOrNull(TransactionId id) => id.IsNone ? null : id.Value;

    private static int? SessionOrNull(int session) => session == 0 ? null : session;

    private static string AdvisoryText(long number, bool isPair) => isPair
        ? string.Create(CultureInfo.InvariantCulture, $"({(int)(number >> 32)}, {(int)number})")
        : number.ToString(CultureInfo.InvariantCulture);

    private static string KeyText(RelationEntry relation, ReadOnlySpan<byte> key) =>
        TreeOwners.KeyText(relation.Table!, relation.Index, key);

    private static string RangeText(RelationEntry relation, PredicateLock read) => read.IsKey
        ? KeyText(relation, read.Lower)
        : $"[{(read.Lower is { Length: > 0 } lower ? KeyText(relation, lower) : "")},"
            + $"{(read.Upper is { } upper ? KeyText(relation, upper) : "")})";

    private void Add(string kind, string mode, int session, TransactionId id) =>
        _locks.Add(new SystemLock(kind, mode, SessionOrNull(session), IsGranted: true) { Transaction = IdOrNull(id) });

    private void AddTable(string kind, TableLock target)
    {
        foreach (var (holder, mode) in target.Snapshot())
        {
            _locks.Add(new SystemLock(kind, TableLockNames.Of(mode), SessionOrNull(holder.Transaction!.Session), IsGranted: true)
            {
                Transaction = holder.Id.Value, Relation = RelationOf(target.Relation),
            });
        }
    }

    private void AddRow(RowLock held, RowLockHolder holder)
    {
        var relation = _byTree.GetValueOrDefault(held.Tree);
        _locks.Add(new SystemLock(
            "row", RowModes[(int)holder.Mode], SessionOrNull(holder.Transaction.Session), IsGranted: true)
        {
            Transaction = holder.Id.Value, Relation = relation,
            Object = relation is null ? null : KeyText(relation, held.Key),
        });
    }

    private void AddAdvisory(AdvisoryLock held) => _locks.Add(new SystemLock(
        "advisory", held.IsShared ? "ShareLock" : "ExclusiveLock", SessionOrNull(held.Owner.Session), IsGranted: true)
    {
        Number = held.Key.Value, IsPair = held.Key.IsPair, Object = AdvisoryText(held.Key.Value, held.Key.IsPair),
    });

    private void AddPredicate(PredicateLock read)
    {
        var relation = _byTree.GetValueOrDefault(read.Tree);
        _locks.Add(new SystemLock("predicate", "SIReadLock", SessionOrNull(read.Session), IsGranted: true)
        {
            Transaction = IdOrNull(read.Id), Relation = relation,
            Object = relation is null || read.Lower is null ? null : RangeText(relation, read),
        });
    }

    private void AddWait(WaitEdge edge)
    {
        var target = edge.Target;
        var relation = target.Kind switch
        {
            LockKind.Relation => RelationOf(target.Number),
            LockKind.Row => _byTree.GetValueOrDefault(new TreeId((uint)target.Number)),
            _ => null,
        };
        _locks.Add(new SystemLock(KindOf(target), target.Mode, SessionOrNull(edge.Waiter.Session), IsGranted: false)
        {
            Transaction = target.Kind == LockKind.Row ? edge.OwnerId.Value : IdOrNull(edge.WaiterId),
            Relation = relation,
            Object = ObjectOf(edge, relation),
            Number = target.Number,
            IsPair = target.Kind == LockKind.AdvisoryPair,
            BlockedBy = SessionOrNull(edge.OwnerSession),
            WaitStart = SessionTransaction.FromUtcTicks(edge.BeganAt),
        });
    }

    /// <summary>Who wants a row waits, as in PostgreSQL, for the end of the transaction that has it.</summary>
    private static string KindOf(LockTarget target) => target.Kind switch
    {
        LockKind.Relation => target.Number == 0 ? "catalog" : "relation",
        LockKind.Advisory or LockKind.AdvisoryPair => "advisory",
        _ => "transaction",
    };

    private static string? ObjectOf(WaitEdge edge, RelationEntry? relation) => edge.Target.Kind switch
    {
        LockKind.Row when relation is not null => KeyText(relation, edge.Key),
        LockKind.Advisory => AdvisoryText(edge.Target.Number, isPair: false),
        LockKind.AdvisoryPair => AdvisoryText(edge.Target.Number, isPair: true),
        _ => null,
    };

    private RelationEntry? RelationOf(long table)
    {
        foreach (var relation in _byTree.Values)
        {
            if (relation is { Index: null, Table: { } schema } && schema.Id.Value == table)
                return relation;
        }

        return null;
    }
}
