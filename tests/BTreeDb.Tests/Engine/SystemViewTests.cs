using System.Globalization;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

/// <summary>The views of log, checkpoints, recovery, versions and buffers.</summary>
public sealed class SystemViewTests
{
    private static readonly EngineSettings Small = new()
    {
        PageSize = 4096, BufferPoolBytes = 1 << 20, MaxWalSize = 16 << 20, CheckpointWalSize = 2 << 20,
    };

    [Fact]
    public void Checkpoints_are_listed_with_what_they_did()
    {
        using var database = new TestDatabase(Small);
        database.Run("CHECKPOINT; CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1); CHECKPOINT");
        database.Query("SELECT number, reason, pages > 0, log_bytes > 0, redo > 0, write_ms >= 0, sync_ms >= 0, "
            + "began_at BETWEEN now() - interval '1 hour' AND now() + interval '1 hour' FROM btreedb_checkpoints ORDER BY number")
            .ShouldBe(["1|request|t|t|t|t|t|t", "2|request|t|t|t|t|t|t"]);
        database.Query("SELECT value FROM btreedb_metrics WHERE name = 'btreedb.checkpoint.count'").ShouldBe(["2"]);
    }

    [Fact]
    public void Log_view_agrees_with_the_settings()
    {
        using var database = new TestDatabase(Small with { WalSizeLimit = 32 << 20 });
        database.Run("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)");
        database.Query("SELECT \"limit\", hard_limit, size <= \"limit\", durable_end <= \"end\", \"end\" - redo = since_checkpoint FROM btreedb_log")
            .ShouldBe(["16777216|33554432|t|t|t"]);
        database.Query("SHOW max_wal_size").ShouldBe(["16MB"]);
        database.Query("SHOW checkpoint_completion_target").ShouldBe(["0.9"]);
        database.Query("SHOW durability").ShouldBe(["full"]);
        database.Query("SHOW shared_buffers").ShouldBe(["1MB"]);
    }

    [Fact]
    public void Recovery_view_tells_of_the_last_restart()
    {
        using var database = new TestDatabase(Small);
        database.Query("SELECT log, records, rolled_back FROM btreedb_recovery").ShouldBe(["0|0|0"]);
        database.Run("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)");
        // Left to its fate: a session that outlives its storage must not be closed.
        var other = database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN; INSERT INTO t VALUES (2)");
        database.Run("INSERT INTO t VALUES (3)");
        database.Crash();

        database.Query("SELECT log > 0, records > 2, rolled_back, bound >= 0 FROM btreedb_recovery").ShouldBe(["t|t|1|t"]);
        database.Query("SELECT reason FROM btreedb_checkpoints").ShouldBeEmpty();
        database.Query("SELECT a FROM t ORDER BY a").ShouldBe(["1", "3"]);
    }

    [Fact]
    public void Versions_and_buffers_show_what_a_snapshot_keeps()
    {
        using var database = new TestDatabase(Small);
        database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t SELECT i, 0 FROM generate_series(1, 500) AS g (i)");
        using var other = database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN; SELECT count(*) FROM t");
        database.Run("UPDATE t SET n = 1; UPDATE t SET n = 2");
        database.Query("SELECT size > 0, count >= 500, \"limit\" FROM btreedb_versions").ShouldBe(["t|t|67108864"]);
        database.Query("SELECT snapshots >= 1, snapshot_lag, next_id > 2 FROM btreedb_transactions").ShouldBe(["t|2|t"]);
        database.Query("SELECT pages * 4096 = size, dirty BETWEEN 1 AND pages FROM btreedb_buffers").ShouldBe(["t|t"]);
        TestDatabase.Run(other, "COMMIT");
    }

    [Fact]
    public void Checkpoint_of_the_background_takes_its_time_and_hurries_when_asked()
    {
        using var database = new TestDatabase(Small with { BufferPoolBytes = 16 << 20 }, isOnDisk: true);
        database.Run("CREATE TABLE t (a int PRIMARY KEY, b text)");
        database.Run("INSERT INTO t SELECT i, repeat('x', 500) FROM generate_series(1, 8000) AS g (i)");

        // The log asks for one as soon as it has 2 MB, and it would take minutes; this one waits for it.
        database.Run("CHECKPOINT");
        var rows = database.Query("SELECT reason, pages, write_ms FROM btreedb_checkpoints WHERE reason = 'log'");
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
            double.Parse(row.Split('|')[2], CultureInfo.InvariantCulture).ShouldBeLessThan(60_000);
    }

    [Fact]
    public void Paced_checkpoints_keep_the_log_below_its_cap()
    {
        var settings = Small with { BufferPoolBytes = 8 << 20, MaxWalSize = 48 << 20 };
        using var database = new TestDatabase(settings, isOnDisk: true);
        database.Run("CREATE TABLE t (a int PRIMARY KEY, b text)");
        for (var i = 0; i < 40; i++)
        {
            database.Run($"INSERT INTO t SELECT i, repeat('y', 300) FROM generate_series({i * 4000}, {(i * 4000) + 3999}) AS g (i)");
            long.Parse(database.Query("SELECT size FROM btreedb_log")[0], CultureInfo.InvariantCulture)
                .ShouldBeLessThanOrEqualTo(settings.MaxWalSize);
        }

        database.Query("SELECT count(*) >= 5 FROM btreedb_checkpoints WHERE reason = 'log'").ShouldBe(["t"]);
    }
}
