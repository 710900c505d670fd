namespace BTreeDb.Data.Tests;

/// <summary>Base and incremental backups, archived log, and what is restored from them.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btreedb-restore-").FullName;

    public RestoreTests() => Directory.CreateDirectory(PathOf("archive"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Base_backup_alone_restores_what_was_committed_when_it_ended()
    {
        using (var connection = Open("a.db"))
        {
            Fill(connection, 0, 3000);
            using var other = Open("a.db");
            Execute(other, "BEGIN; UPDATE t SET b = 'lost' WHERE a < 100");
            Execute(connection, $"BACKUP DATABASE TO '{PathOf("base")}' (BASE)");
            Execute(other, "ROLLBACK");
            Execute(connection, "DELETE FROM t");
        }

        Restore("b.db", "base");
        using var restored = Open("b.db", archives: false);
        Execute(restored, "SELECT count(*) FROM t WHERE b <> 'lost'").ShouldBe(3000L);
        Execute(restored, "CHECK DATABASE").ShouldBeNull();
        Fill(restored, 5000, 10);
    }

    [Fact]
    public void Incremental_backups_hold_only_what_has_changed()
    {
        using (var connection = Open("a.db"))
        {
            Fill(connection, 0, 80_000);
            connection.BackupBase(PathOf("base"));
            Execute(connection, "UPDATE t SET b = 'one' WHERE a = 7");
            connection.BackupBase(PathOf("inc1"), PathOf("base"));
            Execute(connection, "INSERT INTO t VALUES (-1, repeat('long', 5000)); DELETE FROM t WHERE a = 8");
            connection.BackupBase(PathOf("inc2"), PathOf("inc1"));
            Execute(connection, "DROP TABLE t");
        }

        new FileInfo(PathOf("inc1")).Length.ShouldBeLessThan(new FileInfo(PathOf("base")).Length / 2);
        Restore("b.db", "base", "inc1");
        using (var restored = Open("b.db", archives: false))
            Execute(restored, "SELECT count(*) FROM t WHERE b = 'one'").ShouldBe(1L);
        Restore("c.db", "base", "inc1", "inc2");
        using (var restored = Open("c.db", archives: false))
        {
            Execute(restored, "SELECT count(*) FROM t").ShouldBe(80_000L);
            Execute(restored, "SELECT length(b) FROM t WHERE a = -1").ShouldBe(20_000);
            Execute(restored, "CHECK DATABASE").ShouldBeNull();
        }

        Should.Throw<BTreeDbException>(() => Restore("d.db", "inc1")).SqlState.ShouldBe("55000");
        Should.Throw<BTreeDbException>(() => Restore("d.db", "base", "inc2")).SqlState.ShouldBe("55000");
        Should.Throw<BTreeDbException>(() => Restore("b.db", "base")).SqlState.ShouldBe("58P02");
        Should.Throw<BTreeDbException>(() => Restore("d.db", "none")).SqlState.ShouldBe("58P01");
    }

    [Fact]
    public void Archived_log_restores_any_moment_across_closes_and_crashes()
    {
        DateTimeOffset before;
        using (var connection = Open("a.db"))
        {
            Fill(connection, 0, 1000);
            connection.BackupBase(PathOf("base"));
            Execute(connection, "INSERT INTO t VALUES (1000001, 'after the backup')");
        }

        using (var connection = Open("a.db"))
        {
            Fill(connection, 10_000, 50_000);
            Thread.Sleep(20);
            before = DateTimeOffset.UtcNow;
            Thread.Sleep(20);
            Execute(connection, "DELETE FROM t");
            Execute(connection, "INSERT INTO t VALUES (1, 'the end')");
        }

        Directory.GetFiles(PathOf("archive")).Length.ShouldBeGreaterThan(2);
        Restore("b.db", new BTreeDbRestore { Backups = [PathOf("base")], WalArchive = PathOf("archive"), TargetTime = before });
        using (var restored = Open("b.db", archives: false))
        {
            Execute(restored, "SELECT count(*) FROM t").ShouldBe(51_001L);
            Execute(restored, "CHECK DATABASE").ShouldBeNull();
        }

        Restore("c.db", new BTreeDbRestore { Backups = [PathOf("base")], WalArchive = PathOf("archive") });
        using (var restored = Open("c.db", archives: false))
            Execute(restored, "SELECT b FROM t").ShouldBe("the end");
        var late = new BTreeDbRestore
        {
            Backups = [PathOf("base")], WalArchive = PathOf("archive"), TargetTime = DateTimeOffset.UtcNow.AddHours(1),
        };
        Should.Throw<BTreeDbException>(() => Restore("d.db", late)).SqlState.ShouldBe("55000");
        File.Exists(PathOf("d.db")).ShouldBeFalse();
    }

    [Fact]
    public void Damage_in_a_backup_or_in_the_archive_is_told()
    {
        using (var connection = Open("a.db"))
        {
            Fill(connection, 0, 1000);
            connection.BackupBase(PathOf("base"));
            Fill(connection, 10_000, 1000);
        }

        var restore = new BTreeDbRestore { Backups = [PathOf("base")], WalArchive = PathOf("archive") };
        foreach (var file in (string[])[PathOf("base"), .. Directory.GetFiles(PathOf("archive"))])
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var offset in (int[])[20, 5000, bytes.Length / 2, bytes.Length - 10])
            {
                var damaged = (byte[])bytes.Clone();
                damaged[offset] ^= 4;
                File.WriteAllBytes(file, damaged);
                var failure = Should.Throw<BTreeDbException>(() => Restore("b.db", restore), $"{file} at {offset}");
                failure.SqlState.ShouldBe("XX001");
                File.Exists(PathOf("b.db")).ShouldBeFalse();
            }

            File.WriteAllBytes(file, bytes);
        }

        Restore("b.db", restore);
    }

    [Fact]
    public void Options_that_do_not_exist_are_refused()
    {
        using var connection = Open("a.db");
        Should.Throw<BTreeDbException>(() => Execute(connection, $"BACKUP DATABASE TO '{PathOf("x")}' (FAST)")).SqlState
            .ShouldBe("42601");
        Should.Throw<BTreeDbException>(() => Execute(connection, $"BACKUP DATABASE TO '{PathOf("x")}' (INCREMENTAL '{PathOf("y")}')"))
            .SqlState.ShouldBe("58P01");
        File.Exists(PathOf("x")).ShouldBeFalse();
    }

    private void Restore(string target, params string[] backups) =>
        Restore(target, new BTreeDbRestore { Backups = Array.ConvertAll(backups, PathOf) });

    private void Restore(string target, BTreeDbRestore restore) => restore.Run(PathOf(target));

    private string PathOf(string name) => Path.Combine(_folder, name);

    private BTreeDbConnection Open(string name, bool archives = true)
    {
        var archive = archives ? $";Wal Archive={PathOf("archive")}" : "";
        var connection = new BTreeDbConnection($"Data Source={PathOf(name)};Checkpoint Wal Size=1MB;Max Wal Size=16MB{archive}");
        connection.Open();
        return connection;
    }

    private static void Fill(BTreeDbConnection connection, int first, int count)
    {
        Execute(connection, "CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY, b text)");
        Execute(connection, $"INSERT INTO t SELECT g, repeat('x', 100) FROM generate_series({first}, {first + count - 1}) g");
    }

    private static object? Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
