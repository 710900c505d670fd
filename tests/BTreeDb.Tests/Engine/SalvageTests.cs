using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Salvage;

namespace BTreeDb.Tests.Engine;

public sealed class SalvageTests
{
    private const int PageSize = 4096;
    private const string Source = "/damaged.db";
    private const string Target = "/new.db";

    private static readonly EngineSettings Settings = new() { PageSize = PageSize, BufferPoolBytes = 4 << 20 };

    private readonly MemoryFileSystem _files = new();
    private TreeId _a;

    [Fact]
    public void Sound_database_is_copied_whole()
    {
        Fill();
        var report = Salvage();
        report.Losses.ShouldBeEmpty();
        report.Tables.ShouldBe([new("public", "a", 2000), new("public", "b", 10)]);
        InTarget(session =>
        {
            TestDatabase.Query(session, "SELECT count(*), sum(id), count(DISTINCT t) FROM a").ShouldBe(["2000|2001000|2000"]);
            TestDatabase.Query(session, "SELECT sum(length(x)) FROM b").ShouldBe(["110000"]);
            TestDatabase.Query(session, "SELECT count(*) FROM v").ShouldBe(["20"]);
            TestDatabase.Query(session, "CHECK DATABASE").ShouldBeEmpty();
            Should.Throw<EngineException>(() => TestDatabase.Run(session, "INSERT INTO a VALUES (1, 1, 'x')"))
                .SqlState.ShouldBe(SqlState.UniqueViolation);
            Should.Throw<EngineException>(() => TestDatabase.Run(session, "INSERT INTO a VALUES (0, -1, 'x')"))
                .SqlState.ShouldBe(SqlState.CheckViolation);
            TestDatabase.Run(session, "INSERT INTO b VALUES ('more'); CREATE TABLE c (a int)");
        });
    }

    [Fact]
    public void Damaged_leaf_and_interior_page_lose_the_leaf_only()
    {
        Fill();
        var leaf = DamagedPages.Find(_files, Source, _a, PageType.Leaf)[3];
        DamagedPages.Flip(_files, Source, leaf, PageSize);
        DamagedPages.Flip(_files, Source, DamagedPages.Find(_files, Source, _a, PageType.Interior)[0], PageSize);
        var report = Salvage();
        report.Losses.Count.ShouldBe(3);
        report.Losses.ShouldContain($"page {leaf} is damaged; its header says that it is a leaf of tree {_a}");
        report.Losses.ShouldContain("table \"a\" lacks 1 range(s) of rows");
        var rows = report.Tables[0].Rows;
        rows.ShouldBeInRange(1800, 1999);
        InTarget(session =>
        {
            TestDatabase.Query(session, "SELECT count(*) FROM a").ShouldBe([$"{rows}"]);
            TestDatabase.Query(session, "SELECT count(*) FROM a WHERE id > 1000").ShouldBe(["1000"]);
            TestDatabase.Query(session, "CHECK DATABASE").ShouldBeEmpty();
        });
    }

    [Fact]
    public void Lost_meta_pages_and_map_are_no_obstacle()
    {
        Fill();
        for (uint page = 0; page < 3; page++)
            DamagedPages.Flip(_files, Source, page, PageSize);
        var report = Salvage();
        report.Losses.Count.ShouldBe(2);
        report.Losses.ShouldContain(l => l.StartsWith("both copies of the meta page", StringComparison.Ordinal));
        report.Losses.ShouldContain(l => l.StartsWith("page 2, an allocation map, is damaged", StringComparison.Ordinal));
        InTarget(session => TestDatabase.Query(session, "SELECT count(*), sum(id) FROM a").ShouldBe(["2000|2001000"]));
    }

    [Fact]
    public void Lost_catalog_is_told()
    {
        Fill();
        DamagedPages.Flip(_files, Source, 3, PageSize);
        foreach (var page in DamagedPages.Find(_files, Source, new TreeId(3), PageType.Leaf))
            DamagedPages.Flip(_files, Source, page, PageSize);
        var report = Salvage();
        report.Tables.ShouldBeEmpty();
        report.Losses.ShouldContain($"tree {_a} has 2000 records of a table or index whose definition is lost");
        InTarget(session => TestDatabase.Query(session, "CHECK DATABASE").ShouldBeEmpty());
    }

    [Fact]
    public void Log_of_a_crashed_database_is_used_on_a_copy()
    {
        Fill();
        var engine = DatabaseEngine.Open(_files, Source, Settings);
        // Not disposed: a killed process ends no sessions.
        var session = engine.OpenSession();
        TestDatabase.Run(session, "INSERT INTO a SELECT g, g, 'late' || g FROM generate_series(3001, 3100) g");
        TestDatabase.Run(session, "BEGIN; DELETE FROM a WHERE id <= 1000");
        engine.Storage.Log.SyncToEnd();
        engine.Abandon();

        var report = Salvage();
        report.Losses.ShouldBeEmpty();
        report.Tables[0].Rows.ShouldBe(2100);
        _files.Exists(Source + "-wal").ShouldBeTrue();
        _files.Exists(Target + "-salvage").ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_overwritten_and_what_is_no_database_is_refused()
    {
        Fill();
        _files.Open(Target, FileOpenMode.Create).Dispose();
        Should.Throw<EngineException>(() => Salvage()).SqlState.ShouldBe(SqlState.DuplicateFile);
        _files.Delete(Target);
        using (var file = _files.Open(Source, FileOpenMode.Create))
            file.Write(0, new byte[100_000]);
        Should.Throw<EngineException>(() => Salvage()).SqlState.ShouldBe(SqlState.DataCorrupted);
        _files.Delete(Source);
        Should.Throw<EngineException>(() => Salvage()).SqlState.ShouldBe(SqlState.UndefinedFile);
        _files.Exists(Target).ShouldBeFalse();
    }

    private SalvageReport Salvage() => Salvager.Run(_files, Source, Target, CancellationToken.None);

    private void Fill()
    {
        var engine = DatabaseEngine.Open(_files, Source, Settings);
        using (var session = engine.OpenSession())
        {
            TestDatabase.Run(session, "CREATE TABLE a (id int PRIMARY KEY, n int CHECK (n >= 0), t text); CREATE INDEX an ON a (n)");
            TestDatabase.Run(session, "CREATE UNIQUE INDEX at ON a (t); CREATE TABLE b (x text); CREATE VIEW v AS SELECT t FROM a WHERE n = 7");
            TestDatabase.Run(session, "INSERT INTO a SELECT g, g % 100, repeat('x', 40) || g FROM generate_series(1, 2000) g");
            TestDatabase.Run(session, "INSERT INTO b SELECT repeat('long', g * 500) FROM generate_series(1, 10) g");
            engine.Catalogs.Latest.TryGetTable(null, "a", out var table).ShouldBeTrue();
            _a = table!.Tree;
        }

        engine.Close();
    }

    private void InTarget(Action<Session> action)
    {
        var engine = DatabaseEngine.Open(_files, Target, Settings);
        using (var session = engine.OpenSession())
            action(session);
        engine.Close();
    }
}
