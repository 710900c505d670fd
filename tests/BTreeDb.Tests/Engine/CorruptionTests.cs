using BTreeDb.Diagnostics;
using BTreeDb.Files;

namespace BTreeDb.Tests.Engine;

public sealed class CorruptionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Damaged_leaf_is_told_and_the_rest_stays_readable()
    {
        _database.Run("CREATE TABLE a (id int PRIMARY KEY, t text); CREATE TABLE b (id int PRIMARY KEY)");
        _database.Run("INSERT INTO a SELECT g, repeat('x', 40) || g FROM generate_series(1, 2000) g");
        _database.Run("INSERT INTO b SELECT g FROM generate_series(1, 2000) g");
        _database.Engine.Catalogs.Latest.TryGetTable(null, "a", out var table).ShouldBeTrue();
        uint damaged = 0;
        _database.Reopen((files, path) =>
        {
            var leaves = DamagedPages.Find(files, path, table!.Tree, PageType.Leaf);
            leaves.Count.ShouldBeGreaterThan(10);
            damaged = leaves[leaves.Count / 2];
            DamagedPages.Flip(files, path, damaged, 4096);
        });
        var failure = _database.Fails("SELECT sum(id) FROM a");
        failure.SqlState.ShouldBe(SqlState.DataCorrupted);
        failure.Message.ShouldContain($"invalid page {damaged} of file");
        failure.Message.ShouldContain("test.db\": checksum mismatch");
        failure.Detail.ShouldBe($"Its header says that it is a leaf of tree {table!.Tree}.");
        _database.Query("SELECT count(*), sum(id) FROM b").ShouldBe(["2000|2001000"]);
        _database.Query("SELECT id FROM a WHERE id = 1").ShouldBe(["1"]);
        _database.Query("SELECT count(*) FROM a WHERE id BETWEEN 1 AND 300").ShouldBe(["300"]);
        _database.Query("SELECT count(*) FROM a WHERE id > 1700").ShouldBe(["300"]);
        _database.Run("INSERT INTO a VALUES (5000, 'new'); UPDATE a SET t = 'y' WHERE id = 7; INSERT INTO b VALUES (5000)");
        _database.Query("SELECT t FROM a WHERE id IN (7, 5000) ORDER BY id").ShouldBe(["y", "new"]);
    }

    [Fact]
    public void Damaged_chain_of_a_long_value_spares_the_other_rows()
    {
        _database.Run("CREATE TABLE a (id int PRIMARY KEY, t text)");
        _database.Run("INSERT INTO a SELECT g, repeat('x' || g, 5000) FROM generate_series(1, 3) g");
        _database.Engine.Catalogs.Latest.TryGetTable(null, "a", out var table).ShouldBeTrue();
        _database.Reopen((files, path) =>
            DamagedPages.Flip(files, path, DamagedPages.Find(files, path, table!.Tree, PageType.Overflow)[^1], 4096));
        var lost = 0;
        for (var id = 1; id <= 3; id++)
        {
            try
            {
                _database.Query($"SELECT length(t) FROM a WHERE id = {id}").ShouldBe(["10000"]);
            }
            catch (EngineException failure)
            {
                failure.SqlState.ShouldBe(SqlState.DataCorrupted);
                failure.Detail.ShouldBe($"Its header says that it is part of a long value of tree {table!.Tree}.");
                lost++;
            }
        }

        lost.ShouldBe(1);
    }
}
