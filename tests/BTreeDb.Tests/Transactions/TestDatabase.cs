using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Tests.Trees;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

/// <summary>A transaction system over trees in memory, with text for keys and values.</summary>
internal sealed class TestDatabase : IDisposable
{
    public TestDatabase(int pageSize = 1024, int frames = 2048, bool paused = true, bool spills = false)
    {
        Storage = new TestStore(pageSize, frames);
        var budget = spills ? new VersionBudget(new TemporaryFiles(Storage.Files, "t.db"), 0) : null;
        System = new TransactionSystem(Storage.Store, new TransactionId(10), budget);
        System.Reclaimer.IsPaused = paused;
        Tree = new VersionedTree(System, Storage.Tree.Id);
    }

    public TestStore Storage { get; }

    public TransactionSystem System { get; }

    public VersionedTree Tree { get; }

    public Transaction Begin() => System.Begin();

    public void Insert(Transaction transaction, string key, string value) =>
        Tree.Insert(transaction, Bytes(key), Bytes(value)).ShouldBe(InsertOutcome.Inserted);

    public bool Update(Transaction transaction, string key, string value) =>
        Tree.Update(transaction, Bytes(key), Bytes(value));

    public bool Delete(Transaction transaction, string key) => Tree.Delete(transaction, Bytes(key));

    public string? Get(Transaction transaction, string key)
    {
        var buffer = default(RecordBuffer);
        return Tree.TryGet(transaction, Bytes(key), ref buffer) ? Encoding.ASCII.GetString(buffer.Span) : null;
    }

    public string? Get(string key)
    {
        using var transaction = Begin();
        return Get(transaction, key);
    }

    /// <summary>Commits one insert.</summary>
    public void Put(string key, string value)
    {
        using var transaction = Begin();
        if (!Update(transaction, key, value))
            Insert(transaction, key, value);
        transaction.Commit();
    }

    public List<string> Scan(Transaction transaction, string from, string to) =>
        Scan(transaction, KeyRange.Between(Bytes(from), Bytes(to), upperExclusive: true));

    public List<string> Scan(Transaction transaction, bool reverse = false) =>
        Scan(transaction, new KeyRange { Reverse = reverse });

    private List<string> Scan(Transaction transaction, in KeyRange range)
    {
        var cursor = Tree.OpenCursor(transaction);
        cursor.Seek(range);
        var rows = new List<string>();
        while (cursor.MoveNext())
            rows.Add($"{Encoding.ASCII.GetString(cursor.CurrentKey)}={Encoding.ASCII.GetString(cursor.CurrentValue)}");
        return rows;
    }

    /// <summary>Fails the test if something is kept of transactions that have all ended, or if the tree is not sound.</summary>
    public TreeVerifier ShouldBeClean(params TreeId[] trees)
    {
        // The background thread may be at it, and then leaves nothing to this call until it is done.
        SpinWait.SpinUntil(() => IsReclaimed(), 5000);
        System.Reclaimer.Failure.ShouldBeNull();
        System.Snapshots.Count.ShouldBe(0);
        System.Reclaimer.PendingCount.ShouldBe(0);
        System.Versions.Count.ShouldBe(0);
        System.VersionBytes.ShouldBe(0);
        System.AllVisibleBelow.ShouldBe(System.NextId);
        return Storage.Verify(trees);
    }

    private bool IsReclaimed()
    {
        System.Reclaimer.ReclaimNow();
        return System.Reclaimer.PendingCount == 0 && System.AllVisibleBelow == System.NextId;
    }

    public static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    public static EngineException ShouldFail(string sqlState, Action action)
    {
        var failure = Should.Throw<EngineException>(action);
        failure.SqlState.ShouldBe(sqlState);
        return failure;
    }

    public void Dispose()
    {
        System.Dispose();
        Storage.Dispose();
    }
}
