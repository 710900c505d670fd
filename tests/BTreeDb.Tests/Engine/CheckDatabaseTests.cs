using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Engine;

public sealed unsafe class CheckDatabaseTests : IDisposable
{
    private const int PageSize = 4096;

    // BTREEDB_CHECK_ROUNDS makes a long test of it.
    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("BTREEDB_CHECK_ROUNDS") ?? "30", System.Globalization.CultureInfo.InvariantCulture);

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Sound_database_has_no_findings()
    {
        Fill();
        _database.Query("CHECK DATABASE").ShouldBeEmpty();
        _database.Notices.ShouldBeEmpty();
        _database.Run("DELETE FROM a WHERE id % 3 = 0; UPDATE a SET t = repeat('z', 6000) WHERE id % 50 = 1; DROP TABLE b");
        _database.Query("CHECK DATABASE").ShouldBeEmpty();
        _database.Reopen();
        _database.Query("CHECK DATABASE").ShouldBeEmpty();
        _database.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Check_goes_on_while_others_write()
    {
        _database.Run("CREATE TABLE a (id int PRIMARY KEY, n int, t text); CREATE INDEX an ON a (n); CREATE UNIQUE INDEX au ON a (n, id)");
        var stop = false;
        var writers = new Thread[3];
        var failures = new List<Exception>();
        for (var w = 0; w < writers.Length; w++)
        {
            var number = w;
            writers[w] = new Thread(() => Guard(session => Work(session, number, ref stop), failures));
            writers[w].Start();
        }

        var findings = new List<string>();
        try
        {
            for (var i = 0; i < Rounds && findings.Count == 0; i++)
                findings = _database.Query("CHECK DATABASE");
        }
        finally
        {
            Volatile.Write(ref stop, true);
            foreach (var writer in writers)
                writer.Join();
        }

        findings.ShouldBeEmpty();
        failures.ShouldBeEmpty();
        _database.Query("CHECK DATABASE").ShouldBeEmpty();
    }

    [Fact]
    public void Damaged_leaf_is_found_with_its_object_and_page()
    {
        Fill();
        var page = 0u;
        _database.Reopen((files, path) =>
        {
            page = DamagedPages.Find(files, path, Tree("a"), PageType.Leaf)[3];
            DamagedPages.Flip(files, path, page, PageSize);
        });
        var findings = _database.Query("CHECK DATABASE");
        findings.ShouldHaveSingleItem();
        findings[0].ShouldStartWith($"page|a|{page}|");
        findings[0].ShouldContain("checksum mismatch");
        _database.Notices.Count.ShouldBe(1);
    }

    [Fact]
    public void Damaged_interior_page_hides_what_is_below_and_nothing_else()
    {
        Fill();
        var page = 0u;
        _database.Reopen((files, path) =>
        {
            page = DamagedPages.Find(files, path, Tree("a"), PageType.Interior)[0];
            DamagedPages.Flip(files, path, page, PageSize);
        });
        var findings = _database.Query("CHECK DATABASE");
        findings.ShouldHaveSingleItem();
        findings[0].ShouldStartWith($"page|a|{page}|");
    }

    [Fact]
    public void Wrong_order_and_wrong_links_are_found()
    {
        Fill();
        var leaves = new List<uint>();
        _database.Reopen((files, path) =>
        {
            leaves = DamagedPages.Find(files, path, Tree("a"), PageType.Leaf);
            DamagedPages.Rewrite(files, path, leaves[2], PageSize, static bytes => Change(bytes, static node =>
            {
                var first = node.SlotAt(0);
                node.SlotAt(0) = node.SlotAt(1);
                node.SlotAt(1) = first;
            }));
            DamagedPages.Rewrite(files, path, leaves[5], PageSize, bytes => Change(bytes, node =>
                node.Header.RightSibling = leaves[9]));
        });
        var findings = _database.Query("CHECK DATABASE");
        findings.ShouldContain($"tree|a|{leaves[2]}|slots 0 and 1 are out of order");
        findings.ShouldContain(f => f.StartsWith($"tree|a|{leaves[5]}|its right link leads to page {leaves[9]}", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_and_surplus_index_entries_are_found()
    {
        Fill();
        _database.Engine.Catalogs.Latest.TryGetIndex(null, "an", out var index).ShouldBeTrue();
        using (var transaction = _database.Engine.Transactions.Begin())
        {
            var tree = new BTreeDb.Transactions.VersionedTree(_database.Engine.Transactions, index!.Tree);
            var cursor = tree.OpenCursor(transaction, AccessHint.Normal);
            cursor.Seek(BTreeDb.Transactions.KeyRange.All);
            cursor.MoveNext().ShouldBeTrue();
            var entry = cursor.CurrentKey.ToArray();
            tree.Delete(transaction, entry).ShouldBeTrue();
            entry[^1] ^= 0x40;
            entry[^2] ^= 0x40;
            tree.Insert(transaction, entry, []);
            transaction.Commit();
        }

        var findings = _database.Query("CHECK DATABASE");
        findings.ShouldContain(f => f.StartsWith("index|an|~|row with key ", StringComparison.Ordinal));
        findings.ShouldContain(f => f.Contains("which does not exist", StringComparison.Ordinal));
        findings.ShouldContain("index|an|~|it has 2000 entries for 2000 rows, 1 of which have none");
    }

    [Fact]
    public void Leaked_and_wrongly_free_pages_are_found()
    {
        Fill();
        var leaf = 0u;
        var free = 0u;
        _database.Reopen((files, path) =>
        {
            leaf = DamagedPages.Find(files, path, Tree("a"), PageType.Leaf)[4];
            DamagedPages.Rewrite(files, path, 2, PageSize, bytes =>
            {
                var map = new AllocationMapPage(bytes);
                free = (uint)map.FindFree(0);
                map.Set(leaf, used: false);
                map.Set(free, used: true);
            });
            DamagedPages.Rewrite(files, path, free, PageSize, bytes => PageHeader.Of(bytes.AsSpan()).PageIdValue = free);
        });
        var findings = _database.Query("CHECK DATABASE");
        findings.ShouldBe([
            $"allocation|a|{leaf}|it is linked to, but marked as free",
            $"allocation|allocation map|{free}|it is marked as used, but nothing links to it",
        ]);
    }

    [Fact]
    public void Options_are_refused() =>
        _database.Fails("CHECK DATABASE (fast)").SqlState.ShouldBe(SqlState.FeatureNotSupported);

    private static void Change(byte[] bytes, Action<SlottedPage> change)
    {
        fixed (byte* pointer = bytes)
            change(new SlottedPage(pointer, bytes.Length));
    }

    private void Fill()
    {
        _database.Run("CREATE TABLE a (id int PRIMARY KEY, n int, t text); CREATE INDEX an ON a (n); CREATE TABLE b (x text)");
        _database.Run("INSERT INTO a SELECT g, g % 100, repeat('x', 40) || g FROM generate_series(1, 2000) g");
        _database.Run("INSERT INTO b SELECT repeat('long', g * 500) FROM generate_series(1, 10) g");
    }

    private TreeId Tree(string table)
    {
        _database.Engine.Catalogs.Latest.TryGetTable(null, table, out var schema).ShouldBeTrue();
        return schema!.Tree;
    }

    private void Guard(Action<Session> action, List<Exception> failures)
    {
        try
        {
            using var session = _database.Engine.OpenSession();
            action(session);
        }
        catch (Exception failure)
        {
            lock (failures)
                failures.Add(failure);
        }
    }

    private static void Work(Session session, int number, ref bool stop)
    {
        if (number == 2)
            Define(session, ref stop);
        else
            Write(session, number, ref stop);
    }

    private static void Write(Session session, int number, ref bool stop)
    {
        for (var round = 0; !Volatile.Read(ref stop); round++)
        {
            var first = (number * 10_000) + (round % 20 * 100);
            TestDatabase.Run(session, $"INSERT INTO a SELECT g, g % 7, repeat('x', g % 90 * (g % 90)) FROM generate_series({first}, {first + 99}) g");
            if (round % 20 > 5)
                TestDatabase.Run(session, $"DELETE FROM a WHERE id BETWEEN {first - 400} AND {first - 301}");
            if (round % 20 == 19)
                TestDatabase.Run(session, $"DELETE FROM a WHERE id BETWEEN {number * 10_000} AND {(number * 10_000) + 9_999}");
        }
    }

    private static void Define(Session session, ref bool stop)
    {
        while (!Volatile.Read(ref stop))
        {
            TestDatabase.Run(session, "CREATE TABLE c (id int PRIMARY KEY, t text); CREATE INDEX ct ON c (t)");
            TestDatabase.Run(session, "INSERT INTO c SELECT g, repeat('y', g % 100 * 7) FROM generate_series(1, 900) g");
            TestDatabase.Run(session, "DROP INDEX ct; DROP TABLE c");
        }
    }
}
