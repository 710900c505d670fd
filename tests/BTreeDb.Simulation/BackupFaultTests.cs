using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Simulation;

/// <summary>Backups on a disk that fails: there is a whole copy, or none, and the database goes on.</summary>
public sealed class BackupFaultTests
{
    private const int Rows = 400;
    private static readonly EngineSettings Settings = new() { PageSize = 4096, BufferPoolBytes = 1 << 20 };

    [Theory]
    [InlineData(SimulatedFault.IoError)]
    [InlineData(SimulatedFault.DiskFull)]
    public void Failing_operation_leaves_no_copy_and_another_try_succeeds(SimulatedFault fault)
    {
        var operations = CountOperations();
        operations.ShouldBeGreaterThan(30);
        for (var n = 1L; n <= operations; n += 3)
        {
            var disk = new SimulatedFileSystem();
            var engine = Fill(disk);
            disk.SetFault(disk.Operations + n, fault);
            var failed = Record.Exception(() => engine.Backup("b.db", 0, null, CancellationToken.None)) as EngineException;
            if (failed is not null)
            {
                disk.Exists("b.db").ShouldBeFalse($"operation {n}");
                failed.SqlState.ShouldBeOneOf(SqlState.IoError, SqlState.DiskFull);
            }
            else
            {
                Count(disk, "b.db").ShouldBe(Rows, $"operation {n}");
            }

            // A failed sync of the database itself poisons it; otherwise nothing has happened to it.
            if (!engine.Storage.Log.IsPoisoned)
                engine.Backup("c.db", 0, null, CancellationToken.None);
            engine.Close();
            Count(disk, "x.db").ShouldBe(Rows, $"operation {n}");
            if (disk.Exists("c.db"))
                Count(disk, "c.db").ShouldBe(Rows, $"operation {n}");
        }
    }

    [Theory]
    [InlineData(CrashStyle.LoseAll)]
    [InlineData(CrashStyle.KeepAll)]
    [InlineData(CrashStyle.Mixed)]
    public void Crash_leaves_a_whole_copy_or_none(CrashStyle style)
    {
        var operations = CountOperations();
        for (var n = 1L; n <= operations; n += 3)
        {
            var disk = new SimulatedFileSystem();
            var engine = Fill(disk);
            disk.SetFault(disk.Operations + n, SimulatedFault.Crash);
            var failure = Record.Exception(() => engine.Backup("b.db", 0, null, CancellationToken.None));
            engine.Abandon();
            if (failure is null)
                continue;
            var again = disk.Restart((int)n, style);
            Count(again, "x.db").ShouldBe(Rows, $"operation {n}");
            if (again.Exists("b.db"))
                Count(again, "b.db").ShouldBe(Rows, $"operation {n}");
        }
    }

    private static long CountOperations()
    {
        var disk = new SimulatedFileSystem();
        var engine = Fill(disk);
        var before = disk.Operations;
        engine.Backup("b.db", 0, null, CancellationToken.None);
        var operations = disk.Operations - before;
        engine.Close();
        return operations;
    }

    private static DatabaseEngine Fill(SimulatedFileSystem disk)
    {
        var engine = DatabaseEngine.Open(disk, "x.db", Settings);
        using var session = engine.OpenSession();
        Run(session, "CREATE TABLE t (a int PRIMARY KEY, b text)");
        Run(session, $"INSERT INTO t SELECT g, repeat('x', g) FROM generate_series(1, {Rows}) g");
        return engine;
    }

    private static long Count(SimulatedFileSystem disk, string path)
    {
        var engine = DatabaseEngine.Open(disk, path, Settings);
        long count;
        using (var session = engine.OpenSession())
        {
            count = ReadCount(session);
            var check = session.Prepare("CHECK DATABASE", []);
            using var findings = session.Execute(check, 0, [], [], CancellationToken.None);
            findings.NextBatch().ShouldBeNull();
        }

        engine.Close();
        return count;
    }

    private static long ReadCount(Session session)
    {
        var script = session.Prepare("SELECT count(*) FROM t", []);
        using var result = session.Execute(script, 0, [], [], CancellationToken.None);
        return result.NextBatch()!.Columns[0].GetDatum(0).AsInt64();
    }

    private static void Run(Session session, string sql)
    {
        var script = session.Prepare(sql, []);
        session.Execute(script, 0, [], [], CancellationToken.None).Close();
    }
}
