using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Simulation;

/// <summary>What a session sees of single faults of the disk.</summary>
public sealed class EngineFaultTests
{
    private static readonly EngineSettings Settings = new() { PageSize = 4096, BufferPoolBytes = 2 << 20 };

    private readonly SimulatedFileSystem _disk = new();

    [Theory]
    [InlineData("x.db-wal", "INSERT INTO t VALUES (100)")]
    [InlineData("x.db", "CHECKPOINT")]
    public void Failed_sync_leaves_reading_until_reopened(string file, string failing)
    {
        var engine = DatabaseEngine.Open(_disk, "x.db", Settings);
        var session = engine.OpenSession();
        Run(session, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t SELECT g FROM generate_series(1, 50) g");
        _disk.NextFailingSync = file;
        Fails(session, failing).SqlState.ShouldBe(SqlState.IoError);
        Fails(session, "INSERT INTO t VALUES (101)").Message.ShouldContain("read-only until it is reopened");
        Fails(session, "UPDATE t SET a = 1000 WHERE a = 1").SqlState.ShouldBe(SqlState.IoError);
        Fails(session, "CREATE TABLE u (a int)").SqlState.ShouldBe(SqlState.IoError);
        Count(session).ShouldBe(50);
        using (var other = engine.OpenSession())
            Count(other).ShouldBe(50);
        session.Dispose();
        engine.Close();
        var again = DatabaseEngine.Open(_disk.Restart(1, CrashStyle.LoseAll), "x.db", Settings);
        session = again.OpenSession();
        Count(session).ShouldBe(50);
        Run(session, "INSERT INTO t VALUES (101)");
        Count(session).ShouldBe(51);
        session.Dispose();
        again.Close();
    }

    [Fact]
    public void Log_limit_ends_the_transaction_that_reaches_it_and_nothing_else()
    {
        const long Limit = 24L << 20;
        var engine = DatabaseEngine.Open(
            _disk, "x.db", Settings with { MaxWalSize = 16L << 20, WalSizeLimit = Limit, CheckpointWalSize = 1L << 20 });
        var session = engine.OpenSession();
        Run(session, "CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t SELECT g, '' FROM generate_series(1, 500) g");
        Run(session, "BEGIN");
        var failure = Should.Throw<EngineException>(() =>
        {
            for (var i = 0; i < 1000; i++)
                Run(session, $"UPDATE t SET b = repeat('{(char)('a' + (i % 26))}', 500)");
        });
        failure.SqlState.ShouldBe(SqlState.ConfigurationLimitExceeded);
        failure.Detail!.ShouldContain("is still running");
        Run(session, "ROLLBACK");
        engine.Storage.Log.FileBytes.ShouldBeLessThanOrEqualTo(Limit + (4 << 20));
        // The end of the file becomes free when the log has moved on to its beginning.
        for (var i = 0; i < 20; i++)
            Run(session, $"UPDATE t SET b = repeat('{i}', 400); CHECKPOINT");
        engine.Storage.Log.FileBytes.ShouldBeLessThanOrEqualTo(17L << 20);
        Count(session).ShouldBe(500);
        session.Dispose();
        engine.Close();
    }

    private static EngineException Fails(Session session, string sql) => Should.Throw<EngineException>(() => Run(session, sql));

    private static long Count(Session session)
    {
        var script = session.Prepare("SELECT count(*) FROM t", []);
        using var result = session.Execute(script, 0, [], [], CancellationToken.None);
        return result.NextBatch()!.Columns[0].GetDatum(0).AsInt64();
    }

    private static void Run(Session session, string sql)
    {
        var script = session.Prepare(sql, []);
        for (var i = 0; i < script.StatementCount; i++)
            session.Execute(script, i, [], [], CancellationToken.None).Close();
    }
}
